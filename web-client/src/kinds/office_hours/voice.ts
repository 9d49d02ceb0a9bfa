// What is spoken of a ticket: being called at once and with a sound; joined, next and what others did in its turn. That
// others went before is not: a place that changes every minute is no news.
import { effect } from '@preact/signals';
import type { TicketView } from '../../protocol.ts';
import { isolated } from '../../i18n/format.ts';
import { t } from '../../i18n/words.ts';
import { announce } from '../../app/announce.ts';
import { serverNow, ticket } from '../../app/client.ts';
import { ring } from '../../app/voice.ts';
import { newsOf } from './line.ts';
import { placeText, turnedText, waitText } from './words.ts';

let before: TicketView | undefined;

export const followTicket = () =>
  effect(() => {
    const now = ticket.value;
    const news = now && newsOf(before, now, serverNow());
    before = now;
    if (!now || !news) return;
    if (news === 'called') {
      ring();
      announce(t('office_hours.called', { advisor: isolated(now.call!.advisor) }), 'assertive');
    } else if (news === 'turned') announce(turnedText(now));
    else announce(news === 'next' ? placeText(now) : `${placeText(now)} ${waitText(now)}`);
  });
