import { officeWays } from '#pages/office.ts';
import { basemapInfo } from '#platform/geo/door.server.ts';
import type { Look } from '#platform/http/look.ts';
import { isOfficial } from '#rooms/identity/door.server.ts';
import { tree, view } from '#rooms/territories/door.server.ts';

/** A way in the head of the page. */
export type Way = { title: string; href: string; current?: boolean; count?: number };
/** Ways that are folded under one word. */
export type WayMenu = { title: string; ways: readonly Way[]; current: boolean };

/** What the frame of every page needs. Loads of pages may add the optional parts. */
export type Frame = {
	lang: 'ru' | 'en';
	/** The address without the language. */
	path: string;
	search: string;
	/** The whole installation is a demonstration: said also where no territory is in view. */
	invented: boolean;
	origin: string;
	look: Look;
	viewer: { name: string; official: boolean } | null;
	href: (path: string) => string;
	formToken: () => string;
	/** The map that the operator gave, under all others. */
	basemap: ReturnType<typeof basemapInfo>;
};

/** What a page or a layout below may add to the frame by returning it from its load. */
export type FrameParts = {
	place?: { name: string; href: string } | null;
	nav?: (Way | WayMenu)[];
	unread?: number;
	/** Everything here is invented: said on every page. */
	demonstration?: boolean;
	/** IANA zone of the territory in view. */
	zone?: string;
	/** Licence and source of the maps on this page. */
	mapNote?: string;
	/** The one address of this page in each language, where it may be read at several hosts. */
	addresses?: { ru: string; en: string };
	/** Without head and foot: for a wall, for a frame on another site. */
	bare?: boolean;
	/** Whether the page exists in the other language too; absent: yes. */
	oneLanguage?: boolean;
};

export async function dataOfFrame(locals: App.Locals, url: URL): Promise<Frame> {
	const root = tree.roots()[0];
	return {
		invented: root !== undefined && ((await view(root, locals.lang))?.demonstration ?? false),
		lang: locals.lang,
		path: locals.path,
		search: url.search,
		origin: locals.origin,
		look: locals.look,
		viewer: locals.actor.account
			? {
					name: locals.actor.name,
					official:
						officeWays(locals.actor).length > 0 ||
						[...locals.actor.grants, ...(locals.actor.withheld ?? [])].some(isOfficial),
				}
			: null,
		href: locals.href,
		formToken: () => locals.formToken,
		basemap: basemapInfo(),
	};
}
