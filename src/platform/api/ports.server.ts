import type { Actor } from '../permissions/door.ts';
import type { Machine } from './endpoint.ts';

export type ApiPorts = {
	/** Whose key it is; null when it is none, or was taken back, or is past its day. */
	machineOf(key: string): Promise<Machine | null>;
	/** Who acts with it. */
	actorOf(machine: Machine | null, caller: { lang: 'ru' | 'en'; request: string }): Actor;
	/** Counts a call, for the list of keys. */
	used(machine: Machine, refused: boolean): void;
};

let ports: ApiPorts = {
	machineOf: async () => null,
	actorOf: (_machine, { lang, request }) => ({
		account: null,
		name: '',
		grants: [],
		lang,
		request,
		signIn: null,
		residence: null,
	}),
	used: () => {},
};

/** Filled by the room that keeps the keys: the platform imports no room. */
export function fillApiPorts(filled: ApiPorts): void {
	ports = filled;
}
export const apiPorts = (): ApiPorts => ports;
