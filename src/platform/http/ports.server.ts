import type { TerritoryId } from '../db/ids.ts';
import type { Actor } from '../permissions/door.ts';

/** What the platform needs to know of a territory to answer a request; the room's own view has more. */
export type PlaceOfRequest = { id: TerritoryId; path: string };

/** Filled by `src/start.server.ts`: the platform imports no room. */
export type HttpPorts = {
	/** Who sent the cookie; an outsider when it is absent, forged, ended or revoked. */
	actorOf(
		cookie: string | undefined,
		request: { id: string; address: string; agent: string },
	): Promise<Actor>;
	/** The territory of a path; a redirect when the address is an old one; null when there is none. */
	territoryAt(path: string): Promise<PlaceOfRequest | { movedTo: string } | null>;
	territoryById(id: TerritoryId): Promise<PlaceOfRequest | null>;
	/** The territory that has this host name for its own, if any. */
	territoryOfHost(host: string): PlaceOfRequest | null;
};

let ports: HttpPorts = {
	actorOf: async (_cookie, request) => outsider('ru', request.id),
	territoryAt: async () => null,
	territoryById: async () => null,
	territoryOfHost: () => null,
};

export function fillHttpPorts(filled: Partial<HttpPorts>): void {
	ports = { ...ports, ...filled };
}
export function httpPorts(): HttpPorts {
	return ports;
}

export function outsider(lang: 'ru' | 'en', request: string): Actor {
	return { account: null, name: '', grants: [], lang, request, signIn: null, residence: null };
}
