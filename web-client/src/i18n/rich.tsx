// A sentence with elements in it: names in <bdi>, so that a name written right to left does not turn the sentence round.
import type { ComponentChildren } from 'preact';
import { coded, t, type Key } from './words.ts';

const mark = '\u0001';

/** Splits a worded sentence at the places of its elements. Plain parameters go in as they are. */
function weave(sentence: string, elements: ComponentChildren[]): ComponentChildren {
  return sentence.split(mark).map((part, i) => (i % 2 ? elements[Number(part)] : part));
}

export function Say({ k, names = {}, ...plain }: { k: Key; names?: { [name: string]: string }; [p: string]: unknown }) {
  const { parameters, elements } = prepare(names, plain);
  return <>{weave(t(k, parameters), elements)}</>;
}

/** The same for a code; see `coded`. */
export function SayCode(props: { prefix: string; code: string; otherwise: Key; names?: { [name: string]: string } }) {
  const { parameters, elements } = prepare(props.names ?? {}, {});
  return <>{weave(coded(props.prefix, props.code, props.otherwise, parameters), elements)}</>;
}

function prepare(names: { [name: string]: string }, plain: { [p: string]: unknown }) {
  const elements = Object.values(names).map(name => <bdi>{name}</bdi>);
  const marks = Object.fromEntries(Object.keys(names).map((name, i) => [name, `${mark}${i}${mark}`]));
  return { parameters: { ...(plain as { [p: string]: string }), ...marks }, elements };
}
