// In the dialog about somebody, here or not: their tasks, showing them out, their link, and that they are erased.
import { Say } from '../../../i18n/rich.tsx';
import { isolated } from '../../../i18n/format.ts';
import { t } from '../../../i18n/words.ts';
import { announce } from '../../../app/announce.ts';
import { ask, can, me } from '../../../app/client.ts';
import { whenDone } from '../../floor/asking.ts';
import { mayChange, reachOf } from './hats.ts';
import { Hats, tasks } from './hats_dialog.tsx';
import { amend, somebody, type Somebody } from './listed.ts';
import { ShowOut } from './out.tsx';
import { Sure } from '../sure.tsx';

interface Props {
  id: string;
  close: () => void;
}

/** What is seldom needed, and cannot be taken back. */
function LinkAndData({ id, who, close }: Props & { who: Somebody }) {
  const [revoke, erase] = [can('pass.revoke'), can('person.erase')];
  if (!revoke && !erase) return null;
  const { name } = who;
  // What came of it, or why not, is told on the page.
  const revoked = () => {
    whenDone(ask('pass.revoke', { person: id }), () => announce(t('roster.revoked', { name: isolated(name) })));
    close();
  };
  const erased = () => {
    whenDone(ask('person.erase', { person: id }), () => {
      amend(id, undefined);
      announce(t('roster.erased', { name: isolated(name) }));
    });
    close();
  };
  return (
    <details data-do="link-and-data">
      <summary>{t(erase ? 'roster.link_and_data' : 'roster.link')}</summary>
      <div class="row tight">
        {revoke && (
          <Sure part="revoke" label={t('roster.revoke')} title={<Say k="roster.revoke_ask" names={{ name }} />} yes={revoked}>
            <p>{t('roster.revoke_about')}</p>
          </Sure>
        )}
        {erase && (
          <Sure part="erase" label={t('roster.erase')} title={<Say k="roster.erase_ask" names={{ name }} />} yes={erased}>
            <p>{t('roster.erase_about')}</p>
            <p>{t('roster.erase_kept')}</p>
            <p>
              <strong>{t('roster.for_ever')}</strong>
            </p>
          </Sure>
        )}
      </div>
    </details>
  );
}

export function PersonTools({ id, close }: Props) {
  const who = somebody(id);
  if (!who) return null;
  const own = id === me.value?.id;
  const may = mayChange(me.value?.hats ?? [], who.hats);
  return (
    <section data-part="person-tools">
      <div class="row tight">
        <span class="grow">{tasks(who.hats, reachOf(who.scope))}</span>
        {may && <Hats id={id} who={who} leave={close} />}
      </div>
      {!may && <p class="soft">{t('roster.organisers_only')}</p>}
      {may && !own && who.standing === 'in' && <ShowOut id={id} name={who.name} close={close} />}
      {may && !own && <LinkAndData id={id} who={who} close={close} />}
    </section>
  );
}
