import type { BodyPlan } from './bodies.ts';
import type { Scene } from './drawings/scene.ts';
import type { Polygon } from './outline.ts';
import type { Place } from './places.ts';
import type { PageTexts } from './texts.ts';

/** Plain rows of the demonstration. They name each other by keys; ids that the database needs are given here too. */
export type DemoTerritory = Place & {
	boundary: Polygon | null;
	texts: PageTexts;
	contacts: {
		kind: 'phone' | 'email' | 'address' | 'hours';
		ru: { label: string; value: string };
		en: { label: string; value: string };
	}[];
	officials: {
		ru: { name: string; post: string; reception: string };
		en: { name: string; post: string; reception: string };
		phone: string;
		email: string;
	}[];
	zone: string | null;
	populationOn: string;
};

export type DemoRole =
	| 'resident'
	| 'official'
	| 'moderator'
	| 'controller'
	| 'operator'
	| 'observer'
	| 'administrator';

export type DemoAccount = {
	key: string;
	id: string;
	name: string;
	english: string;
	woman: boolean;
	email: string;
	/** Only those that are printed at the start have one. */
	password: string | null;
	at: Date;
	/** Where they live: key of a territory. */
	home: string;
	/** The finer place in it, where they said so. */
	place: string | null;
	/** Held in a territory (by key), or in a body when `body` is given. */
	roles: { role: string; territory: string }[];
};

export type DemoStaff = {
	body: string;
	unit: string | null;
	account: string;
	role: 'head' | 'controller' | 'executor' | 'official';
	post: string;
	public: boolean;
};

export type DemoBody = BodyPlan & {
	id: string;
	slug: string;
	phone: string;
	email: string;
	unitIds: Record<string, string>;
};

export type DemoPhotograph = { scene: Scene; moment: 'before' | 'after'; seed: string; name: string };

export type DemoAppeal = {
	id: string;
	key: string;
	/** Key of the owner. */
	territory: string;
	/** Key of the finer place. */
	place: string | null;
	category: string;
	text: string;
	latitude: number;
	longitude: number;
	placeWords: string;
	/** Key of the account; null: a person without one. */
	author: string | null;
	applicant: string;
	visibility: 'public' | 'nameless' | 'authority';
	channel: 'web' | 'account' | 'phone' | 'mail';
	filedAt: Date;
	body: string;
	registeredAt: Date | null;
	takenUpAt: Date | null;
	/** Key of the account of the official who took it up. */
	takenUpBy: string | null;
	answers: {
		text: string;
		at: Date;
		by: string;
		verdict: { kind: 'accepted' | 'returned'; reason: string | null; at: Date } | null;
	}[];
	photographs: DemoPhotograph[];
	joined: string[];
};

export type DemoRows = {
	territories: DemoTerritory[];
	accounts: DemoAccount[];
	bodies: DemoBody[];
	staff: DemoStaff[];
	/** Which body answers for a category in a territory. */
	rules: { territory: string; category: string | null; body: string }[];
	/** By time of filing. */
	appeals: DemoAppeal[];
	/** Two years of further appeals, without photographs: what boards of figures need to have something to tell. By time of filing. */
	history: DemoAppeal[];
};
