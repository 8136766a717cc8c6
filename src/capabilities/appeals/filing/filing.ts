import type { AccountId, TerritoryId } from '#platform/db/ids.ts';
import type { AppealRef, Channel, Point, Visibility } from '../appeal.ts';
import type { AnswerToQuestion } from '../filing-store.server.ts';
import type { Term } from '../terms.ts';

export type Filing = {
	/** The key of the form: a repeat gets the first receipt. */
	key: string;
	/** Where the form was opened; the owner is found from it and from the place. */
	territory: TerritoryId;
	channel: Channel;
	text: string;
	category: string;
	where: string;
	lat: string;
	lon: string;
	visibility: Visibility;
	name: string;
	email: string | null;
	phone: string | null;
	/** Drafts of photographs: `<territory>/<id>`, or the id alone where they were kept in the form's own territory. */
	photograph: readonly string[];
	/** Where an answer on paper goes. */
	address?: string | null;
	/** A town, a district, a village: chosen on the ladder of places, below the territory of the form. */
	place?: TerritoryId | null;
	/** Answers to the questions of the category: by the code of the question, as typed, or read by the channel already. */
	answers?: Readonly<Record<string, string>> | readonly AnswerToQuestion[];
	/** Telephones, names and the like in the text that the author wants everybody to see, as written. */
	shown?: readonly string[];
	/** As what the author wants it to be worked on; absent: as what was given allows. */
	standing?: 'appeal' | 'message';
	/** The author was told to call 112 and said that nothing is urgent. */
	notUrgent?: boolean;
	/** It waited for the network: nobody stands before a form, so what would be stopped is taken and marked. */
	waited?: boolean;
	/** The official who writes it down for a caller or a visitor: the appeal is theirs, not the official's. */
	filedBy?: AccountId | null;
	/** Its number in the system it came from. */
	externalId?: string | null;
};

export type Receipt = AppealRef & {
	number: string;
	dueOn: string;
	filedAt: Date;
	/** For a person without an account; empty for one who has. */
	code: string;
	/** Words of danger, and nobody was asked whether they had called 112: whoever shows the receipt says so. */
	urgent: boolean;
};

/** Everything about a filing that is checked before anything is written. */
export type Checked = {
	owner: TerritoryId;
	place: TerritoryId | null;
	point: Point | null;
	zone: string;
	terms: Term[];
	/** Empty while no category is chosen. */
	dueOn: string;
	dueAt: Date;
	/** What was chosen, or where it waits until it is known what it is about. */
	category: string;
	categoryBy: 'author' | 'nobody';
	standing: 'appeal' | 'message';
	answers: AnswerToQuestion[];
	shown: string[];
	/** The category is one of danger: nothing is filed, the page names 112. */
	emergency: boolean;
};

/** Channels in which a person stands before a form that can ask back. */
export const channelsWithForm: readonly Channel[] = [
	'web',
	'account',
	'embed',
	'kiosk',
	'phone',
	'office',
	'mfc',
];
