/** What rooms that answer machines take; pages import what they need from the files themselves. */
export { type Form, problemOf, readForm } from './form.server.ts';
export { callOut, checkOuter, type Outbound, type OutboundAnswer } from './outbound.server.ts';
export { tooManyFrom } from './rate.server.ts';
