// One ticking clock for the whole page. Timers read it and change a text node each, nothing else.
import { computed, effect, signal } from '@preact/signals';
import { serverNow, state } from './client.ts';

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
  // The server has just told what time it is: until the next second everything would be counted from another clock.
  const skew = computed(() => state.value.skew);
  effect(() => {
    void skew.value;
    tick();
  });
  document.addEventListener('visibilitychange', tick);
}
