import type { Assistance } from '../../filing/assist.ts';
import type { SimilarAppeal } from '../../similar/similar-appeals.ts';
import type { DraftPicture } from './PhotographsPart.svelte';
import type { PlaceData } from './PlacePart.svelte';

/** What the form needs to be drawn, wherever it stands: a page, a kiosk, another site. */
export type FilingData = PlaceData & {
	options: { value: string; label: string; group?: string }[];
	signedIn: boolean;
	name: string;
	fullName: boolean;
	signIn: string | null;
	most: number;
	/** The form's token, where it is not the page's own. */
	token?: string | undefined;
	/** What the token is bound to where there are no cookies (a frame in another site). */
	visit?: string | undefined;
	/** Name of the draft in the reader's browser; null: none is kept. */
	draftName: string | null;
	assistTo: string;
	uploadTo?: string | undefined;
	join?: string | undefined;
	/** The category that the address named, and what is told of it. */
	chosen?: string;
	told?: Told;
	/** Where a form goes that had waited for the network; absent: it does not wait. */
	offline?: { page: string; to: string; uploadTo: string; keepAs: string; draft: string } | undefined;
};

export type Told = Omit<Assistance, 'similar'> & { similar: (SimilarAppeal & { href: string })[] };

/** What an action of the form gave back. */
export type FilingAnswer = {
	step: 'form' | 'summary' | 'emergency' | 'receipt';
	problems?: { field: string; code: string; message: string }[];
	values: Record<string, string | string[]>;
	drafts: DraftPicture[];
	told: Told | null;
	candidates?: { value: string; label: string; hint: string }[];
	shot?: { lat: number; lon: number; takenAt: string | null } | null;
	/** When the draft that was taken up was kept. */
	draftOf?: Date | null;
	summary?: FilingSummaryData;
};

export type FilingSummaryData = {
	key: string;
	/** ISO day; empty while no category is chosen. */
	dueOn: string;
	category: string[];
	standing: 'appeal' | 'message';
	placeName: string;
	answers: { wording: string; answer: string }[];
	/** The text as everybody will read it: what is hidden stands apart. */
	text: { words: string; hidden: boolean }[];
};
