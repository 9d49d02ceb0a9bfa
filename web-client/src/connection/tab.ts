// One browser tab: a random name, and a counter for its commands, both kept over reloads.
//
// A duplicated tab starts with a copy of the other's storage; a lock by the tab's name tells the two apart.
import { recall, remember } from './pass.ts';

export interface Tab {
  readonly name: string;
  nextNumber(): number;
  /** Kept under another name for who it is: somebody who joined has a pass from then on. */
  belongsTo(who: string): void;
}

const random = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
};

/** True when no other live tab holds the name; it is then held until this page is gone. */
function claim(name: string): Promise<boolean> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return Promise.resolve(true);
  return new Promise(resolve => {
    locks
      .request(`convene:${name}`, { ifAvailable: true }, lock => {
        resolve(lock !== null);
        return lock ? new Promise(() => undefined) : undefined;
      })
      .catch(() => resolve(true));
  });
}

/** `who` keeps people apart who use one tab after the other. */
export async function openTab(who: string): Promise<Tab> {
  const slotOf = (whose: string) => `convene:tab:${whose.slice(-16)}`;
  let slot = slotOf(who);
  const [kept, count] = (recall(sessionStorage, slot) ?? '').split(' ');
  const mine = kept && (await claim(kept)) ? kept : '';
  let number = mine ? Number(count) || 0 : 0;
  const name = mine || random();
  if (!mine) await claim(name);
  const save = () => remember(sessionStorage, slot, `${name} ${number}`);
  save();
  return {
    name,
    nextNumber() {
      number++;
      save();
      return number;
    },
    belongsTo(whose) {
      remember(sessionStorage, slot, null);
      slot = slotOf(whose);
      save();
    },
  };
}
