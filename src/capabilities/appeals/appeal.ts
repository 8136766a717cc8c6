import type { AccountId, Id, Ref, TerritoryId } from '#platform/db/ids.ts';
import type { BodyRef, UnitId } from '#rooms/organisations/door.ts';

export type AppealId = Id<'appeal'>;
export type AppealRef = Ref<'appeal'>;

export const states = [
	'filed',
	'registered',
	'routed',
	'in-work',
	'answered',
	'returned',
	'accepted',
	'closed',
] as const;
export type State = (typeof states)[number];

/** Who sees it: everybody with the author's name; everybody without it; the author and the authority. */
export const visibilities = ['public', 'nameless', 'authority'] as const;
export type Visibility = (typeof visibilities)[number];

export const channels = [
	'web',
	'account',
	'office',
	'phone',
	'mail',
	'embed',
	'import',
	'api',
	'open311',
	'bot',
	'social',
	'kiosk',
	'mfc',
] as const;
export type Channel = (typeof channels)[number];

/** Why the authority closes an appeal without the author's acceptance; each has words for the author. */
export const closings = [
	'done',
	'silent',
	'not-ours',
	'anonymous',
	'abusive',
	'repeated',
	'withdrawn',
	'joined',
	'upheld',
] as const;
export type Closing = (typeof closings)[number];
/** What an official may choose; the others come about by themselves. */
export const closingsOfOfficials = ['not-ours', 'anonymous', 'abusive', 'repeated'] as const;

/**
 * What may follow what. What an answer ended comes back for a set time only, when somebody says that it is not done (`closing/`);
 * otherwise an appeal that ended never lives again: the author files a new one that names it.
 */
const next: Record<State, readonly State[]> = {
	filed: ['registered', 'closed'],
	registered: ['routed', 'closed'],
	routed: ['in-work', 'routed', 'answered', 'closed'],
	'in-work': ['answered', 'routed', 'closed'],
	answered: ['accepted', 'returned', 'closed'],
	returned: ['in-work', 'routed', 'answered', 'closed'],
	accepted: ['returned'],
	closed: ['returned'],
};
export function mayBecome(from: State, to: State): boolean {
	return next[from].includes(to);
}
export const isOver = (state: State): boolean => state === 'accepted' || state === 'closed';

/**
 * Who said what an appeal is about: the author or whoever filed it; nobody yet (then the category is only where it waits);
 * the classifier; an official.
 */
export type CategoryBy = 'author' | 'nobody' | 'house' | 'official';
/** Chosen in place of a category: "I do not know, find it out yourselves". */
export const undecided = '?';

export type Point = { lat: number; lon: number };

export type Appeal = {
	territory: TerritoryId;
	id: AppealId;
	number: string;
	standing: 'appeal' | 'message';
	channel: Channel;
	lang: string;
	category: string;
	categoryBy: CategoryBy;
	text: string;
	visibility: Visibility;
	state: State;
	closedBecause: Closing | null;
	point: Point | null;
	placeWords: string;
	place: TerritoryId | null;
	author: AccountId | null;
	body: BodyRef | null;
	unit: UnitId | null;
	executor: AccountId | null;
	routedBy: 'rule' | 'person' | null;
	filedAt: Date;
	registeredAt: Date | null;
	routedAt: Date | null;
	takenUpAt: Date | null;
	answeredAt: Date | null;
	closedAt: Date | null;
	/** The day the resident was told, ISO. */
	dueOn: string;
	/** The instant at which that day, or the last working hour, is over. */
	dueAt: Date;
	/** The day to which the answer was prolonged, ISO. */
	prolongedTo: string | null;
	returns: number;
	photographs: number;
	/** So many of them an official took out of everybody's sight. */
	photographsHidden: number;
	joined: number;
	/** Telephones, names and the like in the text that the author wants everybody to see. */
	shown: readonly string[];
	/** The official who wrote it down for somebody else. */
	filedBy: AccountId | null;
	/** Its number in the system it came from. */
	externalId: string | null;
	/** Words of danger, and nobody could ask its author whether they had called 112. */
	urgent: boolean;
	/** Questions to the author that wait for an answer. */
	asked: number;
	/** The step of approval that the answer waits for (`answering/step.ts`). */
	approval: string | null;
	/** The appeal that this one is worked on with; its author keeps this number and this page. */
	mergedInto: AppealId | null;
	/** How many are worked on with this one. */
	merged: number;
	/** Bodies that take part besides the leading one, as keys `<territory>/<id>`. */
	withBodies: string[];
	/** The returned answer lies with a controller: nobody works on it until it is decided. */
	inReview: boolean;
	/** Who saw it before an official took it out of everybody's sight; null: it is as its author wanted. */
	hiddenWas: 'public' | 'nameless' | null;
	version: number;
	updatedAt: Date;
};

/** Who filed it: personal data. */
export type Applicant = {
	account: AccountId | null;
	name: string;
	email: string | null;
	phone: string | null;
	address: string | null;
};

export type Audience = 'public' | 'author' | 'office';

export type Happening = {
	at: Date;
	id: string;
	kind: string;
	audience: Audience;
	account: AccountId | null;
	body: BodyRef | null;
	text: string | null;
	facts: Record<string, string | number | null>;
};

export type Answer = {
	id: Id<'answer'>;
	round: number;
	text: string;
	body: BodyRef;
	/** Null: it was given in another system and came with an import. */
	account: AccountId | null;
	answeredAt: Date;
	verdict: 'accepted' | 'returned' | null;
	verdictReason: string | null;
	verdictAt: Date | null;
	/** Who signs it on the form of the body, as they were called then. */
	signedName: string | null;
	signedPost: string | null;
};

/** The first words of a text, for lists: whole words, at most `length` letters. A list makes fifty of these a page. */
export function excerptOf(text: string, length = 160): string {
	const flat = text
		.slice(0, length * 4)
		.replace(/\s+/g, ' ')
		.trim();
	if (flat.length <= length) return flat;
	// letters beyond the basic plane count twice in `length`: go over whole ones
	let end = 0;
	for (let letters = 0; letters < length && end < flat.length; letters++)
		end += (flat.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
	if (end >= flat.length) return flat;
	const cut = flat.slice(0, end);
	const word = cut.lastIndexOf(' ');
	return `${word > 0 ? cut.slice(0, word) : cut}…`;
}
