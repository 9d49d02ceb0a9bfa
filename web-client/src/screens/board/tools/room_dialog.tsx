// What is done to a room, from its card: another name, everybody into another room, several rooms of one, close it.
import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { FloorRoom } from '../../../protocol.ts';
import { roomName } from '../../../i18n/labels.ts';
import { t } from '../../../i18n/words.ts';
import { rooms } from '../../../app/cells.ts';
import { roomLinkChunk } from '../../../app/chunks.ts';
import { targetsChunk } from '../../floor/chunks.ts';
import { ask, busy, can } from '../../../app/client.ts';
import { programme } from '../../../app/programme.ts';
import { tools } from '../../../app/tools.ts';
import { nameOfRoom } from '../../floor/words.ts';
import { CloseLine, Dialog } from '../../../parts/dialog.tsx';
import { Reason, said, type Words } from './reason.tsx';

/** The room that the dialog is about. */
const opened = signal<string | undefined>(undefined);
const commands = ['room.rename', 'room.link', 'room.merge', 'room.split', 'room.close'];
const longest = 60;
const fewest = 4;
const mostParts = 5;

/** On a room's card. */
export function RoomMore({ id }: { id: string }) {
  const room = rooms.of(id).value;
  if (!room || room.host || !commands.some(can)) return null;
  return (
    <button type="button" data-do="more" aria-haspopup="dialog" onClick={() => (opened.value = id)}>
      {t('tools.room')} <span class="sr">{nameOfRoom(id)}</span>
    </button>
  );
}

interface Props extends Words {
  id: string;
  room: FloorRoom;
  close: (act?: () => void) => (e: Event) => void;
}

/** What is written stands on what was there when it was begun: a room that changed meanwhile refuses it. */
function Rename({ id, room, close }: Props) {
  const title = useSignal(room.name.label ?? '');
  const { current: seen } = useRef(room.version);
  const save = () => ask('room.rename', { room: id, title: title.value.trim(), seen });
  return (
    <form class="row" onSubmit={close(save)}>
      <label class="grow">
        {t('tools.name')}
        <input
          value={title.value}
          maxLength={longest}
          dir="auto"
          placeholder={roomName(programme.value, { ...room.name, label: undefined })}
          aria-describedby="name-own"
          onInput={e => (title.value = e.currentTarget.value)}
        />
        <small id="name-own">{t('tools.name_own')}</small>
      </label>
      <button data-do="rename">{t('tools.rename')}</button>
    </form>
  );
}

function Link(about: Props) {
  const Form = roomLinkChunk()?.Form;
  return (
    <details data-do="link">
      <summary>{t('floor.link')}</summary>
      {Form && <Form {...about} />}
    </details>
  );
}

/** Everybody into a room that is chosen by its name: the room they come from is closed with it. */
function Into({ as, ...about }: Props & { as: 'into' | 'close' }) {
  const { id, room, close } = about;
  const Targets = targetsChunk()?.Targets;
  const people = Object.keys(room.seats).join(' ');
  const merge = (to: string) => () => ask('room.merge', { room: id, to, seen: room.version, ...said(about) });
  if (!people) return <p class="soft">{t('tools.close_about', { n: 0 })}</p>;
  return Targets ? <Targets people={people} as={as} go={(to, e) => close(merge(to))(e)} /> : null;
}

function Merge(about: Props) {
  return (
    <details data-do="merge">
      <summary>{t('tools.merge')}</summary>
      <Into {...about} as="into" />
    </details>
  );
}

/** Leads to the plans, where what it would make of the room is looked at first. */
function Split({ id, room, close }: Props) {
  const parts = useSignal('2');
  const n = Object.keys(room.seats).length;
  const most = Math.min(mostParts, Math.floor(n / 2));
  const split = () => {
    ask('room.split', { room: id, parts: Number(parts.value) });
    tools.peek().show?.('plans');
  };
  return (
    <details data-do="split">
      <summary>{t('tools.split')}</summary>
      <p class="soft">{t(n < fewest ? 'tools.split_few' : 'tools.split_about')}</p>
      {n >= fewest && (
        <p class="row">
          {most > 2 && (
            <label>
              {t('tools.parts')}
              <select value={parts.value} onChange={e => (parts.value = e.currentTarget.value)}>
                {Array.from({ length: most - 1 }, (_, i) => (
                  <option>{i + 2}</option>
                ))}
              </select>
            </label>
          )}
          <button type="button" data-do="split-now" disabled={busy('room.split')} onClick={close(split)}>
            {t('tools.split_now')}
          </button>
        </p>
      )}
    </details>
  );
}

function Close(about: Props) {
  const { id, room, close } = about;
  const n = Object.keys(room.seats).length;
  const go = (to: 'best_rooms' | 'lobby') => close(() => ask('room.close', { room: id, to, seen: room.version, ...said(about) }));
  return (
    <details data-do="close">
      <summary>{t('tools.close')}</summary>
      <p>{t('tools.close_about', { n })}</p>
      <p class="row">
        <button type="button" data-to="best_rooms" onClick={go('best_rooms')}>
          {t(n ? 'tools.close_best' : 'tools.close')}
        </button>
        {n > 0 && (
          <button type="button" data-to="lobby" onClick={go('lobby')}>
            {t('tools.close_to_lobby')}
          </button>
        )}
      </p>
      {n > 0 && can('room.merge') && <Into {...about} as="close" />}
    </details>
  );
}

export function RoomDialog() {
  const reason = useSignal('');
  const told = useSignal('');
  const id = opened.value;
  const room = id && rooms.of(id).value;
  // Also where the room went and took the dialog with it: words about one room are not said in the next one.
  useEffect(() => () => void (reason.value = told.value = ''), [id]);
  if (!room) return null;
  const closed = () => (opened.value = undefined);
  return (
    <Dialog key={id} part="room" title={nameOfRoom(id)} closed={closed}>
      {close => {
        const about = { id, room, close, reason, told };
        return (
          <>
            {can('room.rename') && <Rename {...about} />}
            {can('room.link') && <Link {...about} />}
            {can('room.merge') && <Merge {...about} />}
            {can('room.split') && <Split {...about} />}
            {can('room.close') && <Close {...about} />}
            {(can('room.merge') || can('room.close')) && <Reason {...about} />}
            <CloseLine close={close()} />
          </>
        );
      }}
    </Dialog>
  );
}
