import type { AccountId, Id, TerritoryId } from '#platform/db/ids.ts';
import type { CategoryTree } from '#rooms/appeals/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';

export type EndpointId = Id<'endpoint'>;
export type EndpointRef = { territory: TerritoryId; id: EndpointId };

/** A town's older system that appeals are sent on to. */
export type Endpoint = EndpointRef & {
	name: string;
	url: string;
	jurisdiction: string;
	keySealed: string | null;
	format: 'json' | 'xml';
	zone: string;
	reveals: 'public' | 'whole';
	takesPrivate: boolean;
	body: BodyRef | null;
	state: 'draft' | 'on' | 'off';
	servicesAt: Date | null;
	polledAt: Date | null;
	failingSince: Date | null;
	problem: string | null;
	createdBy: AccountId;
	createdAt: Date;
};

export type EndpointRule = { category: string; service: string };

/** The service that a category goes there as: said of itself, else of the nearest above it. */
export function serviceFor(
	rules: readonly EndpointRule[],
	tree: Pick<CategoryTree, 'chain'>,
	category: string,
): string | null {
	for (const { code } of tree.chain(category)) {
		const rule = rules.find((one) => one.category === code);
		if (rule) return rule.service;
	}
	return null;
}

/** The base of its addresses, however it was pasted: a resource or a question behind it is cut off. */
export function baseOf(typed: string): string | null {
	const text = typed.trim();
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
	if (url.username || url.password) return null;
	const path = url.pathname.replace(/\/(services|requests|discovery)(\/[^/]*)?(\.(xml|json))?$/i, '');
	return `${url.origin}${path}`.replace(/\/+$/, '');
}
