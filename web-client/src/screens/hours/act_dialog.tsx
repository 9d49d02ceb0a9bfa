// What is to be done about a ticket, and why: one dialog for every way to interfere with a line.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { FloorTicket } from '../../protocol.ts';
import { t, type Key } from '../../i18n/words.ts';
import { ask, can } from '../../app/client.ts';
import { bytesOf, Length } from '../../parts/text_field.tsx';
import { acted, advisorsOf, allTickets, desksOf, tickets } from './store.ts';
import { acts, freeAdvisor, inOrder, live, reasonOf, type Act } from './tickets.ts';

const longest = 500;

type Option = readonly [value: string, words: string];

/** To whom, where, before whom: nothing to choose for most. */
function targets(act: Act, id: string, ticket: FloorTicket): Option[] | undefined {
  const { session, desk } = ticket;
  if (act === 'call') return advisorsOf(session).filter(a => freeAdvisor(a) && a.person !== ticket.person).map(a => [a.person, a.name]);
  if (act === 'desk') return desksOf(session).filter(d => d.desk !== desk && d.into === undefined).map(d => [d.desk, d.desk]);
  if (act !== 'before') return undefined;
  const all = allTickets();
  return inOrder(all, session, other => other.desk === desk && live(other))
    .filter(other => other !== id)
    .map(other => [other, all[other]!.name]);
}

function send(act: Act, id: string, ticket: FloorTicket, to: string, reason: string): void {
  const { session, desk } = ticket;
  if (act === 'call') ask('ticket.call', { tickets: [id], advisor: to, reason });
  else if (act === 'return') ask('ticket.return', { ticket: id, reason });
  else if (act === 'no_show') ask('ticket.no_show', { ticket: id });
  else if (act === 'before') ask('ticket.move', { ticket: id, before: to, reason });
  else if (act === 'desk') ask('ticket.move', { ticket: id, desk: to, reason });
  else if (act === 'cutoff') ask('desk.cutoff', { session, desk, after: id });
  else ask('ticket.pin', { ticket: id, pinned: act === 'pin', reason });
}

function Form({ id, ticket, close }: { id: string; ticket: FloorTicket; close: () => void }) {
  const chosen = useSignal<Act | undefined>(undefined);
  const target = useSignal('');
  const reason = useSignal('');
  const possible = acts(ticket, can);
  const act = possible.find(a => a === chosen.value) ?? possible[0];
  if (!act) return <p class="soft">{t('hours.nothing')}</p>;
  const options = targets(act, id, ticket);
  const to = options?.find(([value]) => value === target.value) ?? options?.[0];
  const needs = reasonOf(act);
  const submit = (e: Event) => {
    e.preventDefault();
    if ((options && !to) || bytesOf(reason.value) > longest) return;
    if (needs === 'must' && !reason.value.trim()) return;
    // The focus is back before an answer may take away what had it.
    close();
    send(act, id, ticket, to?.[0] ?? '', reason.value.trim());
  };
  return (
    <form onSubmit={submit}>
      <fieldset>
        <legend>{t('hours.what')}</legend>
        {possible.map(a => (
          <label key={a}>
            <input type="radio" name="act" checked={a === act} onChange={() => (chosen.value = a)} />
            {t(`hours.act.${a}` as Key)}
          </label>
        ))}
      </fieldset>
      {options && options.length === 0 && <p class="unmet">{t('hours.no_target')}</p>}
      {options && options.length > 0 && (
        <label>
          {t(`hours.to.${act}` as Key)}
          <select value={to?.[0]} onChange={e => (target.value = e.currentTarget.value)}>
            {options.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      {needs !== 'none' && (
        <>
          <label>
            {t('hours.reason')} {needs === 'may' && <small>{t(act === 'call' ? 'hours.reason_call' : 'form.optional')}</small>}
            <input required={needs === 'must'} value={reason.value} aria-describedby="hours-reason" onInput={e => (reason.value = e.currentTarget.value)} />
          </label>
          <Length id="hours-reason" text={reason.value} most={longest} />
        </>
      )}
      <p class="row">
        <button class="main" disabled={options?.length === 0}>
          {t('hours.do')}
        </button>
        <button type="button" onClick={close}>
          {t('hours.cancel')}
        </button>
      </p>
    </form>
  );
}

export function ActDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = acted.value;
  const ticket = id ? tickets.of(id).value : undefined;
  const open = id !== undefined && ticket !== undefined;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const close = () => {
    dialog.current?.close();
    acted.value = undefined;
  };
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="act-title">
      <h2 id="act-title">
        <bdi>{ticket?.name}</bdi>
      </h2>
      {id && ticket && <Form key={id} id={id} ticket={ticket} close={close} />}
    </dialog>
  );
}
