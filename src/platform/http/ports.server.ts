import type { TerritoryId } from '../db/ids.ts';
import type { Actor } from '../permissions/door.ts';

/** What the platform needs to know of a territory to answer a request; the room's own view has more. */
export type PlaceOfRequest = { id: TerritoryId; path: string };

export type Caller = { ip: string; agent: string; lang: 'ru' | 'en'; request: string; host: string | null };

/** Filled by `src/start.server.ts`: the platform imports no room. */
export type HttpPorts = {
	/** Who sent the cookie; an outsider when it is absent, forged, ended or revoked. */
	actorOf(cookie: string | undefined, caller: Caller): Promise<Actor>;
	/** A new cookie to send back, when the sign-in's secret was renewed by this request. */
	renewedCookie(actor: Actor): { cookie: string; until: Date | null } | null;
	/** The territory of a path; where it moved when the address is an old one; null when there is none. */
	territoryAt(path: string, lang: 'ru' | 'en'): Promise<PlaceOfRequest | { movedTo: string } | null>;
	territoryById(id: TerritoryId, lang: 'ru' | 'en'): Promise<PlaceOfRequest | null>;
	/** The territory whose own host name this is, if any. */
	territoryOfHost(host: string): PlaceOfRequest | null;
	/** The address inside of what is asked on a host: a territory's own host begins with its front. */
	innerPath(host: string, path: string): string;
	/** Brings what this process knows of host names up to date, at most once a second; soon, even when the database is away. */
	follow(): Promise<void>;
};

let ports: HttpPorts = {
	actorOf: async (_cookie, caller) => outsider(caller.lang, caller.request),
	renewedCookie: () => null,
	territoryAt: async () => null,
	territoryById: async () => null,
	territoryOfHost: () => null,
	innerPath: (_host, path) => path,
	follow: async () => {},
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
