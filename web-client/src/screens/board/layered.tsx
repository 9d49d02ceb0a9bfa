// A part of the board onto which others are laid as they come.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Layered } from '../../app/tools.ts';

/** It stays the same part: what stands in it already, as a question that was opened, is not made anew under a finger. */
export function layered<Props extends object>(First: ComponentType<Props>): Layered<Props> {
  const all = signal([First]);
  const Part = (props: Props) => <>{all.value.map(One => <One {...props} />)}</>;
  Part.lay = (...more: ComponentType<Props>[]) => void (all.value = [...all.peek(), ...more]);
  return Part;
}
