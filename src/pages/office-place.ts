import { redirect } from '@sveltejs/kit';
import { type AccountId, isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';

/** The territory of an office page; the installation itself where there is none yet. */
export function placeOf(locals: App.Locals): TerritoryId {
	return locals.territory?.id ?? installation;
}

/** Pages about one territory: who answers for the whole installation begins at its top. */
export function beginAtTheTop(locals: App.Locals): void {
	const top = tree.roots()[0];
	if (!locals.territory && top !== undefined) redirect(303, `${locals.href(locals.path)}?in=${top}`);
}

/** `?in=` kept on links and forms of the office, so that one stays in the territory one works in. */
export function within(locals: App.Locals): string {
	return locals.territory ? `in=${locals.territory.id}` : '';
}

/** An address of the office that stays in the territory: `votes/new`. */
export function officePath(locals: App.Locals, page: string, query: Record<string, string> = {}): string {
	const asked = new URLSearchParams([...new URLSearchParams(within(locals)), ...Object.entries(query)]);
	return locals.href(`/office/${page}?${asked}`);
}

/** The way up to the inbox, for those who have one: an administrator sets appeals up and has none. */
export function inboxCrumb({ actor, t, href }: App.Locals): { title: string; href: string }[] {
	const works = actor.grants.some((one) =>
		may(actor, 'appeals.work', { territory: one.territory, space: one.space }),
	);
	return works ? [{ title: t('appeals.inbox.title'), href: href('/office/appeals') }] : [];
}

export function accountIn(text: string): AccountId {
	return isUuid(text) ? (text as AccountId) : refuse('platform.not-found');
}
