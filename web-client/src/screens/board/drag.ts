// Dragging with a mouse: the extra beside "Move, Move here", which every device has. The browser's own drag and drop is
// enough for it. Somebody who is chosen brings the others who are.
import { can } from '../../app/client.ts';
import { chosen, clear, move, moveChosen, one } from './chosen.ts';

const type = 'application/x-convene-person';

export const drag = (person: string) => can('seat.move') && ({
  draggable: true,
  onDragStart: (e: DragEvent) => {
    e.dataTransfer?.setData(type, person);
    if (e.dataTransfer) e.dataTransfer.effectAllowed = 'move';
  },
});

const mark = (e: DragEvent, on: boolean) => (e.currentTarget as Element).classList.toggle('over-here', on);

export const drop = (room: string | undefined) => ({
  onDragOver: (e: DragEvent) => {
    if (!e.dataTransfer?.types.includes(type)) return;
    e.preventDefault();
    mark(e, true);
  },
  onDragLeave: (e: DragEvent) => mark(e, false),
  onDrop: (e: DragEvent) => {
    e.preventDefault();
    mark(e, false);
    const person = e.dataTransfer?.getData(type);
    if (!person) return;
    if (chosen.peek().has(person)) return moveChosen(room);
    move(one(person), room);
    clear();
  },
});
