// Commands that were refused because somebody had changed the same room, person or time: offered again at the foot of the floor.
import { computed } from '@preact/signals';
import { state } from '../../app/client.ts';
import { known } from '../../app/tools.ts';
import type { RefusedCommand } from '../../store/state.ts';
import { staleChunk } from './chunks.ts';

/** Moves are offered again beside who is chosen (board/bar.tsx). */
const offered = /^(room\.(lock|rename|link|merge|close)|seat\.(swap|pin)|(round|session)\.(extend|shift))$/;

const cameLate = ({ command, answer }: RefusedCommand) => offered.test(command?.type ?? '') && /^(room|seat|round|session)\.changed$/.test(answer.code);

export const late = computed(() => state.value.refusals.filter(cameLate));

/** What words them is fetched with the first one; until it is there they are said above the page, in general words. */
known.stale = refusal => cameLate(refusal) && staleChunk() !== undefined;
