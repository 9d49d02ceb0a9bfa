// The second tier: Preact, the frame around every screen, and the participant's screens.
import { render } from 'preact';
import { App } from './app/app.tsx';
import { startClock } from './app/clock.ts';
import { followRefused } from './app/drafts.ts';
import { followMet } from './app/met.ts';
import { followProgramme } from './app/programme.ts';
import { keepFocus } from './parts/focus.ts';
import { followTitle } from './app/title.ts';
import { followVoice } from './app/voice.ts';
// The staff's chunks meet there; loaded here, so that they are one and the same for both.
import './app/tools.ts';

export function begin(root: Element): void {
  startClock();
  followMet();
  followProgramme();
  followRefused();
  followTitle();
  followVoice();
  keepFocus(root);
  root.textContent = '';
  render(<App />, root);
}
