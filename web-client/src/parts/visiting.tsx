// The room that somebody of the staff, or an advisor, looks into.
import { loadVisit, visitScreen } from '../app/chunks.ts';
import { Loading } from './loading.tsx';

export function Visiting({ under }: { under: boolean }) {
  loadVisit();
  const Screen = visitScreen.value?.Screen;
  return Screen ? <Screen under={under} /> : <Loading />;
}
