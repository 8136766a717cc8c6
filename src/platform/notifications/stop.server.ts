import { currentKey, keyedHash } from '../config/keys.server.ts';
import { type AccountId, database, isUuid } from '../db/door.server.ts';
import { refuse } from '../errors/door.ts';
import { allKinds, wayOf } from './kinds.ts';
import * as store from './store.server.ts';

const purpose = 'notifications.stop';
/** Carries the version of its key, so that letters of last year can still be stopped after the key was changed. */
const sign = (account: string, kind: string, version: number) =>
	`${version}~${keyedHash(purpose, `${account} ${kind}`, version).subarray(0, 18).toString('base64url')}`;

/** What an address in a letter carries, so that letters of this kind can be stopped without signing in (RFC 8058). */
export function stopCode(account: AccountId, kind: string): string {
	return `${account}.${kind}.${sign(account, kind, currentKey())}`;
}

/** Whose letters of which kind a code stops; refused if it was changed. */
export function readStopCode(code: string): { account: AccountId; kind: string; required: boolean } {
	const [account = '', ...rest] = code.split('.');
	const given = rest.pop() ?? '';
	const name = rest.join('.');
	const kind = allKinds().find((one) => one.kind === name);
	const version = Number(/^(\d{1,4})~/.exec(given)?.[1]);
	const isOurs = version >= 1 && version <= currentKey();
	if (!isUuid(account) || !kind || !isOurs || given !== sign(account, name, version))
		refuse('notifications.stop-not-found');
	return { account: account as AccountId, kind: name, required: kind.required === true };
}

/** Stops letters of one kind; the news still stand in the account, if they did. */
export async function stopLetters(code: string): Promise<{ kind: string; required: boolean }> {
	const { account, kind, required } = readStopCode(code);
	const declared = allKinds().find((one) => one.kind === kind);
	if (!required && declared) {
		const way = wayOf(declared, (await store.choices(database(), account)).get(kind));
		await store.saveChoice(database(), account, kind, { ...way, mail: 'never' }, new Date());
	}
	return { kind, required };
}
