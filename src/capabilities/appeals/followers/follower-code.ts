import { currentKey, keyedHash } from '#platform/config/keys.server.ts';
import type { Id, TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';

export type FollowerId = Id<'follower'>;
export type FollowerRef = { territory: TerritoryId; id: FollowerId };

/** Carries the version of its key, so that letters of last year can still be stopped after the key was changed. */
const sign = (ref: FollowerRef, version: number) =>
	`${version}~${keyedHash('appeals.follower', `${ref.territory} ${ref.id}`, version).subarray(0, 18).toString('base64url')}`;

/** What a link in a letter carries: it confirms the address, or stops the letters; it opens no appeal. */
export function followerCode(ref: FollowerRef): string {
	return `${ref.territory}.${ref.id}.${sign(ref, currentKey())}`;
}

/** Refused if it was changed. */
export function readFollowerCode(code: string): FollowerRef {
	const parts = /^(\d{1,9})\.([0-9a-f-]{36})\.((\d{1,4})~[\w-]+)$/.exec(code);
	const version = Number(parts?.[4]);
	if (!parts?.[1] || !parts[2] || !(version >= 1 && version <= currentKey()))
		refuse('appeals.followers.not-found');
	const ref = { territory: Number(parts[1]) as TerritoryId, id: parts[2] as FollowerId };
	return parts[3] === sign(ref, version) ? ref : refuse('appeals.followers.not-found');
}
