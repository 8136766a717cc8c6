import type { Id, TerritoryId } from '#platform/db/ids.ts';
import type { Channel } from '../appeal.ts';

export type ReceptionId = Id<'reception'>;
export type ReceptionRef = { territory: TerritoryId; id: ReceptionId };

/** Where appeals are taken in from people who do not write on our pages themselves. */
export const receptionKinds = ['hotline', 'centre', 'kiosk', 'site'] as const;
export type ReceptionKind = (typeof receptionKinds)[number];

export type Reception = ReceptionRef & {
	kind: ReceptionKind;
	name: string;
	phone: string | null;
	address: string;
	origins: readonly string[];
	/** A kiosk: some device holds its key. */
	opened: boolean;
	createdAt: Date;
	closedAt: Date | null;
};

/** The way by which an appeal comes from there. */
export const channelOf: Record<ReceptionKind, Channel> = {
	hotline: 'phone',
	centre: 'mfc',
	kiosk: 'kiosk',
	site: 'embed',
};

/** How the author agreed that the authority works with their name and contacts. */
export type Consent = 'said' | 'signed' | 'ticked';

/** `<territory>/<id>` as forms send it; null for anything else. */
export function readReceptionRef(text: string): ReceptionRef | null {
	const parts = /^(\d{1,9})\/([0-9a-f-]{36})$/.exec(text);
	return parts?.[1] && parts[2]
		? { territory: Number(parts[1]) as TerritoryId, id: parts[2] as ReceptionId }
		: null;
}

/** `https://example.org`, as browsers name a site; null when it is none. A path or a final slash is cut off. */
export function originOf(typed: string): string | null {
	const text = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`;
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	return ((url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.')) ||
		isLocal(url)
		? url.origin
		: null;
}

const isLocal = (url: URL) => /^https?:$/.test(url.protocol) && url.hostname === 'localhost';
