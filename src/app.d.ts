import type { FrameParts } from '#pages/frame.ts';
import type { Facts } from '#platform/errors/door.ts';
import type { Look } from '#platform/http/look.ts';
import type { Translate } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { TerritoryView } from '#rooms/territories/door.server.ts';

declare global {
	namespace App {
		interface Error {
			status: number;
			message: string;
			/** The refusal's code, or the number under which an unexpected fault stands in the log. */
			code?: string;
			number?: string;
		}
		interface PageData extends FrameParts {}
		interface Locals {
			requestId: string;
			actor: Actor;
			lang: 'ru' | 'en';
			t: Translate;
			/** The address in the reader's language: adds `/en`. */
			href: (path: string) => string;
			/** From `[...territory]`, from `?in=` on office pages, or the territory of the host name. */
			territory: TerritoryView | null;
			/** How this visitor wants pages to look. */
			look: Look;
			/** The token for forms of this visitor; reading it may set the visit's cookie. */
			readonly formToken: string;
			/** The address without the language, as the page words know it. */
			path: string;
			/** The public origin of this request's host. */
			origin: string;
			/**
			 * Other sites may show this page in a frame: said by the load of a page that is made for it. All of them where it holds
			 * no form; only these, as `https://example.org`, where it does.
			 */
			framed?: true | readonly string[];
			/** What an address refused while it was answering. */
			refusal?: { code: string; facts: Facts };
		}
	}
}
