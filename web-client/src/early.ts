// The first script of the page, in its head: who is it, and the socket, so that its way there and back is over when the
// rest of the page has come.
//
// It does not greet: that takes the tab's name, which a browser does not tell at once, and whatever lies between here
// and the main script is shorter than a handshake. Before it is greeted the server says nothing but why it closes, so
// there is nothing to be kept until connection/socket.ts takes over.
import { openSocket } from './connection/open.ts';
import { eventOf, keeps, passIn, passOf } from './connection/pass.ts';

export const event = eventOf(location.pathname);
/** The address says who it is: a tab of one person stays so, whoever comes in another tab of the browser. */
export const linked = passIn(location.hash);
export const pass = event && passOf(event);
/** Whether the browser keeps it: once it does no more, somebody has signed out. */
export const kept = pass && keeps(event!, pass);
export const socket = pass ? openSocket(event!) : undefined;
if (pass) document.documentElement.classList.add('linked');
