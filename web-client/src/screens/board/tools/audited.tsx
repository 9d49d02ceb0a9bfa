// In the dialog about a person: everything that staff did about them, fetched by whoever opens it.
import { useSignal } from '@preact/signals';
import { t } from '../../../i18n/words.ts';
import { recordsChunk } from '../../floor/chunks.ts';
import { Loading } from '../../../parts/loading.tsx';

export function Audited({ id, title = t('tools.audit') }: { id: string; title?: string }) {
  const open = useSignal(false);
  const Audit = open.value ? recordsChunk()?.Audit : undefined;
  return (
    <details data-do="audit" key={id} onToggle={e => (open.value = e.currentTarget.open)}>
      <summary>{title}</summary>
      {open.value && (Audit ? <Audit id={id} /> : <Loading />)}
    </details>
  );
}
