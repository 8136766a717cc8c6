export type { AnyDay, Day, DayKind } from './working-calendar.ts';
export { dayKinds, dayOf, isZone, WorkingCalendar } from './working-calendar.ts';
