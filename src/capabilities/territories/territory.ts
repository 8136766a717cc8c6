import type { TerritoryId } from '#platform/db/ids.ts';
import type { Kind } from './kind.ts';

/** How a territory is called in one language. Outside Russian the case forms are built with that language's words. */
export type TerritoryName = {
	/** Short: «Кунгур», «Кунгурский округ». */
	nominative: string;
	/** «Кунгура». */
	of: string;
	/** With its preposition: «в Кунгуре». */
	in: string;
	/** Official: «городской округ город Кунгур». */
	full: string;
	/** The language that the name is really in: the nearest when the asked one is not written. */
	lang: string;
};

export type TerritoryLink = { id: TerritoryId; kind: Kind; path: string; name: string };

export type TerritoryView = {
	id: TerritoryId;
	kind: Kind;
	/** Without the leading slash; '' is the root of the installation. */
	path: string;
	name: TerritoryName;
	/** From the top down, without itself. */
	parents: TerritoryLink[];
	/** OKTMO or another state's classifier. */
	code: string | null;
	/** Stands in public numbers; null for what owns no records. */
	shortCode: string | null;
	placeType: string | null;
	population: number | null;
	populationOn: string | null;
	populationSource: string | null;
	centre: { name: string | null; latitude: number | null; longitude: number | null };
	/** IANA zone, its own or the nearest ancestor's. */
	zone: string;
	status: 'capital' | 'closed' | 'federal' | null;
	validFrom: string | null;
	/** The first day on which it no longer exists; null: in force. */
	validTo: string | null;
	demonstration: boolean;
	/** A host name of its own. */
	host: string | null;
	/** May own records. */
	owns: boolean;
	municipal: boolean;
};

/** An address that leads on: to a new address of the same territory or to its successor. */
export type Redirect = { redirect: string };
