// Time left, as a text node of its own: a tick changes nothing else. Silent for screen readers (see app/voice.ts).
import { computed, useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { countdown } from '../i18n/format.ts';
import { time } from '../app/clock.ts';

/** Whether that time has come; redraws once, when it does. */
export function useCome(at: number): boolean {
  return useMemo(() => computed(() => time.value >= at), [at]).value;
}

export function Countdown({ to }: { to: number }) {
  const end = useSignal(to);
  useEffect(() => {
    end.value = to;
  }, [to]);
  const text = useComputed(() => countdown(end.value - time.value));
  return (
    <span class="count" role="timer" aria-live="off">
      {text}
    </span>
  );
}
