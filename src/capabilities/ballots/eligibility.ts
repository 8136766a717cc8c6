import type { TerritoryId } from '#platform/db/ids.ts';
import type { Channel, Who } from './ballot.ts';

/** What stands between a person and a vote: each has words at `ballots.lack.<code>`. */
export type Lack =
	| 'not-open'
	| 'channel'
	| 'sign-in'
	| 'residence-declare'
	| 'residence-confirm'
	| 'residence-elsewhere'
	| 'age-unknown'
	| 'too-young'
	| 'too-old'
	| 'not-member'
	| 'not-listed'
	| 'already-voted'
	| 'took-paper';

/** What is known of a person, by their account or by an official who sees them and their papers. */
export type VoterFacts = {
	known: boolean;
	/** Where they live, the finest place that is known; null: not said. */
	home: TerritoryId | null;
	/** The owner of records above it. */
	homeOwner: TerritoryId | null;
	confirmed: boolean;
	/** YYYY-MM-DD; null: not known. */
	bornOn: string | null;
	isMember: boolean;
	isListed: boolean;
	/** How they have voted here already. */
	voted: Channel | null;
};

export type Moment = {
	isOpen: boolean;
	/** The channel by which the person comes, and whether the ballot takes it. */
	takesChannel: boolean;
	mayChange: boolean;
	/** Today where the ballot is, YYYY-MM-DD. */
	today: string;
	isWithin(territory: TerritoryId, ancestor: TerritoryId): boolean;
};

/** Full years on a day; who was born on 29 February is a year older on 1 March of a common year. */
export function ageOn(bornOn: string, day: string): number {
	const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
	return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** All that is lacking, what comes first first; nothing: the person may vote now. */
export function lacksOf(who: Who, person: VoterFacts, moment: Moment): Lack[] {
	const lacks: Lack[] = [];
	if (!moment.isOpen) lacks.push('not-open');
	if (!moment.takesChannel) lacks.push('channel');
	if (!person.known) return [...lacks, 'sign-in'];
	if (person.voted === 'paper') lacks.push('took-paper');
	else if (person.voted && !moment.mayChange) lacks.push('already-voted');
	if (who.residence !== 'none') {
		if (person.home === null) lacks.push('residence-declare');
		else if (!livesThere(who, person, moment)) lacks.push('residence-elsewhere');
		else if (who.residence === 'confirmed' && !person.confirmed) lacks.push('residence-confirm');
	}
	if (who.ageFrom !== null || who.ageTo !== null) {
		const age = person.bornOn === null ? null : ageOn(person.bornOn, moment.today);
		if (age === null) lacks.push('age-unknown');
		else if (who.ageFrom !== null && age < who.ageFrom) lacks.push('too-young');
		else if (who.ageTo !== null && age > who.ageTo) lacks.push('too-old');
	}
	if (who.space !== null && !person.isMember) lacks.push('not-member');
	if (who.listed && !person.isListed) lacks.push('not-listed');
	return lacks;
}

function livesThere(who: Who, { home, homeOwner }: VoterFacts, { isWithin }: Moment): boolean {
	if (home === null) return false;
	if (who.reach === 'territory') return home === who.area || homeOwner === who.area;
	return isWithin(home, who.area);
}
