// What a ticket says: topic, question, and whether others who wait are welcome. One form, to join and to change it.
import { useSignal } from '@preact/signals';
import type { TicketView } from '../../protocol.ts';
import { topicName } from '../../i18n/labels.ts';
import { t } from '../../i18n/words.ts';
import { unlockChime } from '../../app/chime.ts';
import { ask, busy, me, now } from '../../app/client.ts';
import { draft, drafts } from '../../app/drafts.ts';
import { programme } from '../../app/programme.ts';
import { takeBack } from '../../app/unsaid.ts';
import { bytesOf, Length } from '../../parts/text_field.tsx';
import { choices } from './line.ts';

const longest = 500;
/** Where a question is kept while it is written: by the session to join, or the ticket to change. */
const place = (of: unknown) => `ticket:${of}`;
takeBack('ticket.open', c => drafts.peek()[place(c['session'])] || draft(place(c['session']), String(c['question'])));
takeBack('ticket.edit', c => drafts.peek()[place(c['ticket'])] || draft(place(c['ticket']), String(c['question'])));

/** `ticket`: to be changed; a call fixes its topic. */
export function TicketForm({ session, ticket }: { session: string; ticket?: TicketView }) {
  const known = programme.value;
  const line = now.value?.sessions.find(s => s.id === session)?.line;
  const chosen = useSignal(ticket?.topic);
  const peers = useSignal(ticket?.peers ?? false);
  const slot = place(ticket?.id ?? session);
  const question = drafts.value[slot] ?? ticket?.question ?? '';
  const desks = known?.sessions.find(s => s.id === session)?.desks ?? [];
  const open = line ? choices(desks, line, known?.topics.map(topic => topic.key) ?? []) : [];
  if (ticket && !open.some(c => c.topic === ticket.topic)) open.unshift({ topic: ticket.topic, served: true });
  if (open.length === 0) return <p class="soft">{t('office_hours.closed')}</p>;
  const own = (c: { topic: string; served: boolean }) => c.served && me.value?.topics.includes(c.topic);
  const topic = open.find(c => c.topic === chosen.value) ?? open.find(own) ?? open[0]!;
  const id = `question-${ticket?.id ?? session}`;
  const send = (e: Event) => {
    e.preventDefault();
    if (bytesOf(question) > longest) return;
    unlockChime();
    const said = { topic: topic.topic, question: question.trim(), peers: peers.value };
    draft(slot, '');
    if (!ticket) return void ask('ticket.open', { session, ...said });
    ask('ticket.edit', { ticket: ticket.id, ...said });
    // The way to join goes by itself once one stands in line; refused, the form is still there.
    (e.target as HTMLElement).closest('details')?.removeAttribute('open');
  };
  return (
    <form onSubmit={send}>
      <label>
        {t('office_hours.topic')}
        <select value={topic.topic} disabled={ticket?.state === 'offered'} onChange={e => (chosen.value = e.currentTarget.value)}>
          {open.map(c => (
            <option key={c.topic} value={c.topic}>
              {topicName(known, c.topic)}
              {!c.served && ` – ${t('office_hours.unserved')}`}
            </option>
          ))}
        </select>
      </label>
      {!topic.served && <p class="unmet">{t('office_hours.no_advisor')}</p>}
      <label>
        {t('office_hours.question')} <small>{t('form.optional')}</small>
        <textarea rows={3} dir="auto" value={question} aria-describedby={id} onInput={e => draft(slot, e.currentTarget.value)} />
      </label>
      <Length id={id} text={question} most={longest} />
      <label>
        <input type="checkbox" checked={peers.value} onChange={e => (peers.value = e.currentTarget.checked)} />
        {t('office_hours.peers')}
      </label>
      <p>
        <button class="main" disabled={busy('ticket.open') || busy('ticket.edit')}>
          {t(ticket ? 'office_hours.save' : 'office_hours.join')}
        </button>
      </p>
    </form>
  );
}
