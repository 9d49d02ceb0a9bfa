// One ticking clock for the whole page. Timers read it and change a text node each, nothing else.
import { computed, signal } from '@preact/signals';
import { serverNow } from './client.ts';

/** The event's time, renewed every second while the page is looked at. */
export const time = signal(0);
/** The minute it is, for whatever says minutes: that is drawn anew once a minute and not once a second. */
export const minute = computed(() => Math.floor(time.value / 60_000) * 60_000);

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
