import { clockIn } from '#platform/calendar/door.ts';
import { distance } from '#platform/geo/door.ts';
import type { Point } from '../appeal.ts';

/** What the camera wrote beside the pixels, as far as an appeal is concerned. */
export type ShotFacts = {
	takenAt: Date | null;
	/** From the place of the appeal to where it was taken. */
	metres: number | null;
};

/** Why a photograph of "after" may show something else: taken elsewhere; before the work could begin; in the future. */
export type ShotDoubt = 'far' | 'old' | 'ahead';

/** Further from the place than this a photograph is doubtful, metres: a receiver among tall houses errs by a hundred. */
export const farFrom = 300;
/** Clocks of cameras differ; more than this before its time is no such difference, milliseconds. */
const clockSlack = 10 * 60_000;

/** A camera tells the time of the wall; where it does not say of which zone, it is that of the territory. */
export function shotFacts(
	shot: { takenAt: string | null; offset: string | null; point: Point | null } | null,
	at: { place: Point | null; zone: string },
): ShotFacts {
	if (!shot) return { takenAt: null, metres: null };
	const { takenAt, offset, point } = shot;
	return {
		takenAt:
			takenAt === null
				? null
				: offset
					? new Date(`${takenAt}${offset}`)
					: clockIn(at.zone).instant(Date.parse(`${takenAt}Z`)),
		metres:
			point && at.place ? Math.round(distance([point.lon, point.lat], [at.place.lon, at.place.lat])) : null,
	};
}

/** `since`: the filing, or the return after which the work was to be done anew; `until`: when it was sent. */
export function doubtsOf(shot: ShotFacts, since: Date, until: Date): ShotDoubt[] {
	const doubts: ShotDoubt[] = [];
	if (shot.metres !== null && shot.metres > farFrom) doubts.push('far');
	const taken = shot.takenAt?.getTime();
	if (taken !== undefined && taken < since.getTime() - clockSlack) doubts.push('old');
	if (taken !== undefined && taken > until.getTime() + 86_400_000) doubts.push('ahead');
	return doubts;
}

/** From when on a photograph can show the work of this round. */
export function workBeganAfter(
	filedAt: Date,
	answers: readonly { verdict: string | null; verdictAt: Date | null }[],
): Date {
	return answers.findLast((one) => one.verdict === 'returned')?.verdictAt ?? filedAt;
}
