// The room that somebody of the staff, or an advisor, looks into.
import { visitChunk } from '../app/chunks.ts';
import { Loading } from './loading.tsx';

export function Visiting({ under }: { under: boolean }) {
  const Screen = visitChunk()?.Screen;
  return Screen ? <Screen under={under} /> : <Loading />;
}
