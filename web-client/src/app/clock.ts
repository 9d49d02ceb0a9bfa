// One ticking clock for the whole page. Timers read it and change a text node each, nothing else.
import { signal } from '@preact/signals';
import { serverNow } from './client.ts';

/** The event's time, renewed every second while the page is looked at. */
export const time = signal(0);

export function startClock(): void {
  const tick = () => {
    time.value = serverNow();
  };
  const loop = () => {
    tick();
    setTimeout(loop, 1000 - (serverNow() % 1000));
  };
  loop();
  document.addEventListener('visibilitychange', tick);
}
