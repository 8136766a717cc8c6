/** What both sides may know of bodies: types and pure rules. */
export type {
	Body,
	BodyRef,
	BodySummary,
	BodyText,
	Staff,
	StaffRole,
	Unit,
	UnitId,
} from './body.ts';
export { bodyKey, inLanguage, staffRoles } from './body.ts';
