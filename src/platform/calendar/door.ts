export { readShifts, shiftsInWords } from './read-shifts.ts';
export { clockIn, dayIn, WallClock } from './wall-clock.ts';
export type { AnyDay, Day, DayKind } from './working-calendar.ts';
export { dayKinds, dayOf, isZone, WorkingCalendar } from './working-calendar.ts';
export { type Shift, usualWeek, type Week, type WeekOfWork, WorkingHours } from './working-hours.ts';
