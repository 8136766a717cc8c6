import { type RequestEvent, redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { addresses } from '#pages/addresses.ts';
import { isOpenTo } from '#pages/opening.ts';
import { setSignIn } from '#pages/sign-in-cookie.ts';
import { isAway, isFull, noteNoRoom } from '#platform/db/door.server.ts';
import { newId, type TerritoryId } from '#platform/db/ids.ts';
import { type Facts, Refusal } from '#platform/errors/door.ts';
import { openingFor } from '#platform/http/access.ts';
import { signInCookie, visitCookie } from '#platform/http/cookies.ts';
import { formToken } from '#platform/http/form-token.server.ts';
import { lookAttributes, readLook } from '#platform/http/look.ts';
import { countRequest } from '#platform/http/metrics.server.ts';
import { handOver } from '#platform/http/page-bytes.server.ts';
import { httpPorts, outsider } from '#platform/http/ports.server.ts';
import { tooManyFrom } from '#platform/http/rate.server.ts';
import { langOf, translatorFor } from '#platform/i18n/door.ts';
import { log } from '#platform/log/door.server.ts';
import type { TerritoryView } from '#rooms/territories/door.server.ts';

/** The path that was asked when the page of a refusal is fetched from inside; `src/server` drops it from outside. */
const askedHeader = 'x-veche-asked';

const hrefs = {
	ru: (to: string) => to,
	en: (to: string) => (to.startsWith('/') ? `/en${to === '/' ? '' : to}` : to),
};

const eventOf = Symbol('event');
const tokenOf = Symbol('form token');
type Held = App.Locals & { [eventOf]: RequestEvent; [tokenOf]?: string };
/**
 * One token for all forms of a page: the actor of an answer does not change any more. And one getter for all requests: docs/decisions/young-memory.md.
 */
const formTokenOnce: PropertyDescriptor & ThisType<Held> = {
	configurable: true,
	get() {
		this[tokenOf] ??= tokenFor(this[eventOf]);
		return this[tokenOf];
	},
};

export const handle: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const response = await answer(event, resolve);
	countRequest(event.request.method, event.route.id ?? 'none', response.status, performance.now() - started);
	if (!event.isSubRequest) handOver(event.platform?.req, response);
	return response;
};

const answer = async (event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> => {
	const english = event.url.pathname === '/en' || event.url.pathname.startsWith('/en/');
	const path = english ? event.url.pathname.slice(3) || '/' : event.url.pathname;
	const lang = english ? 'en' : 'ru';
	const { locals } = event;
	locals.requestId = event.request.headers.get('x-veche-request') ?? newId();
	locals.lang = lang;
	locals.path = (event.isSubRequest && event.request.headers.get(askedHeader)) || path;
	locals.origin = event.url.origin;
	locals.t = translatorFor(lang);
	locals.href = hrefs[lang];
	locals.look = readLook(new URLSearchParams(event.cookies.get('veche_look') ?? ''));
	locals.actor = outsider(lang, locals.requestId);
	locals.territory = null;
	(locals as Held)[eventOf] = event;
	Object.defineProperty(locals, 'formToken', formTokenOnce);

	if (path === '/' && !english && event.request.method === 'GET') {
		const choice = event.cookies.get('veche_lang');
		if (langOf(event.request.headers.get('accept-language'), choice) === 'en') redirect(302, '/en');
	}

	// no word, number or name holds this sign, and no text of the database may
	if (!event.isSubRequest && event.url.href.includes('%00')) return refused(event, 'platform.not-found');

	const rules = event.route.id ? addresses.get(event.route.id) : undefined;
	const method = rules?.reading ? 'GET' : event.request.method;
	// programs with a key have a limit of their own, which their address counts for as long as the key is wrong
	const counted = rules?.countsItself;
	if (!event.isSubRequest && !counted && (await tooManyFrom(event.getClientAddress(), method)))
		return refused(event, 'platform.too-many', { seconds: 60 });

	const cookie = event.cookies.get(signInCookie);
	if (cookie) {
		const caller = {
			ip: event.getClientAddress(),
			agent: event.request.headers.get('user-agent') ?? '',
			lang,
			request: locals.requestId,
			host: httpPorts().territoryOfHost(event.url.host) ? event.url.host : null,
		} as const;
		const actor = await httpPorts().actorOf(cookie, caller);
		const renewed = httpPorts().renewedCookie(actor);
		if (renewed) setSignIn(event, renewed.cookie, renewed.until);
		locals.actor = actor;
	}

	if (event.isDataRequest) return new Response(null, { status: 404 });
	if (!rules?.api && isFormOfAnotherSite(event)) return refused(event, 'platform.other-site-forbidden');
	const route = event.route.id;
	// programs are answered as programs, whatever they ask for
	if (locals.path.startsWith('/api/') && !route?.startsWith('/api/'))
		return refused(event, 'platform.not-found');
	if (route) {
		const moved = await findTerritory(event);
		if (moved) redirect(308, locals.href(moved) + event.url.search);
		const opening = openingFor(rules, event.request.method, actionOf(event.url));
		const chosen = 'territory' in event.params || event.url.searchParams.has('in');
		const here = locals.territory as TerritoryView | null;
		const where = { territory: here?.id, chosen };
		const { open, at } = opening ? isOpenTo(locals.actor, opening, where) : { open: false };
		if (at) locals.territory = (await httpPorts().territoryById(at, lang)) as TerritoryView | null;
		// moments in words and refusals are told in the time of the place
		const zone = (locals.territory as TerritoryView | null)?.zone;
		if (zone) locals.t = translatorFor(lang, zone);
		// rights of officials that wait for the second factor: the office asks for it instead of saying that it is not there
		if (locals.actor.withheld?.length && route.startsWith('/office') && (!open || route === '/office'))
			redirect(303, locals.href('/account/second-factor'));
		if (!open && !(event.isSubRequest && route === '/refused')) {
			const knock = opening === 'signed-in' && locals.actor.account === null;
			if (knock && event.request.method === 'GET')
				redirect(
					303,
					locals.href(`/account/sign-in?to=${encodeURIComponent(event.url.pathname + event.url.search)}`),
				);
			return refused(event, knock ? 'platform.sign-in-first' : 'platform.not-found');
		}
	}
	let isPage = false;
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => {
			isPage = true;
			return withLook(html, lang, lookAttributes(locals.look));
		},
	});
	// the framework has only its bare page for a file, a feed or a download that is refused; pictures in pages ask for no page
	if (locals.refusal && !isPage && asksForPage(event.request))
		return refused(event, locals.refusal.code, locals.refusal.facts);
	if (locals.framed) mayBeFramed(response.headers, locals.framed);
	response.headers.set('x-request-id', locals.requestId);
	if (response.headers.has('set-cookie') || (locals.actor.account !== null && !isForAll(response)))
		response.headers.set('cache-control', 'private, no-store');
	return response;
};

const asksForPage = ({ headers }: Request) => headers.get('accept')?.includes('text/html') ?? false;

/** Both stand in the first tag: the rest of a long page is not searched and not copied. */
function withLook(html: string, lang: string, look: string): string {
	const end = html.indexOf('>', html.indexOf('<html')) + 1;
	return html.slice(0, end).replace('%veche.lang%', lang).replace('%veche.look%', look) + html.slice(end);
}

/** The policy of all pages forbids frames of other sites; a page that is made to be embedded says so itself. */
function mayBeFramed(headers: Headers, by: true | readonly string[]): void {
	const policy = headers.get('content-security-policy');
	const ancestors = by === true ? '*' : ["'self'", ...by].join(' ');
	if (policy)
		headers.set(
			'content-security-policy',
			policy.replace("frame-ancestors 'none'", `frame-ancestors ${ancestors}`),
		);
}

/** Pictures, tiles and the like that are the same for everybody; a page never is, whatever it says. */
function isForAll({ headers }: Response): boolean {
	const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
	return !isPage && (headers.get('cache-control')?.startsWith('public') ?? false);
}

/**
 * The framework has this check too, but answers it in one English sentence (vite.config.ts turns it off). Only what a form of a
 * foreign page can send is looked at: anything else needs a script, and browsers ask us before they let one of another site.
 */
function isFormOfAnotherSite({ request, url }: RequestEvent): boolean {
	if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method)) return false;
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	return formTypes.has(type) && request.headers.get('origin') !== url.origin;
}
const formTypes = new Set(['', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/** `?/publish` names the action `publish`. */
function actionOf(url: URL): string | null {
	for (const name of url.searchParams.keys()) if (name.startsWith('/')) return name.slice(1);
	return null;
}

/** Puts the territory of the address into `locals`; answers the new path when the address is an old one. */
async function findTerritory(event: RequestEvent): Promise<string | null> {
	const { locals } = event;
	const ports = httpPorts();
	if ('territory' in event.params && event.route.id?.startsWith('/api/')) {
		// programs name a territory by its number, and the endpoint looks for it
		await ports.follow();
		return null;
	}
	if ('territory' in event.params) {
		const path = event.params.territory ?? '';
		const found = await ports.territoryAt(path, locals.lang);
		if (found && 'movedTo' in found)
			return locals.path.replace(`/${path}`, found.movedTo ? `/${found.movedTo}` : '') || '/';
		locals.territory = found as TerritoryView | null;
		return null;
	}
	const asked = event.url.searchParams.get('in');
	if (asked && /^\d{1,9}$/.test(asked))
		locals.territory = (await ports.territoryById(
			Number(asked) as TerritoryId,
			locals.lang,
		)) as TerritoryView | null;
	else if (locals.actor.grants[0])
		locals.territory = (await ports.territoryById(
			locals.actor.grants[0].territory,
			locals.lang,
		)) as TerritoryView | null;
	return null;
}

function tokenFor(event: RequestEvent): string {
	const { actor } = event.locals;
	if (actor.signIn) return formToken(actor.signIn);
	let visit = event.cookies.get(visitCookie);
	if (!visit || visit.length < 20) {
		visit = crypto.randomUUID();
		event.cookies.set(visitCookie, visit, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: event.url.protocol === 'https:',
			maxAge: 60 * 60 * 24 * 30,
		});
	}
	return formToken(visit);
}

/** The same page for what is closed and for what does not exist, in the frame of the house. */
async function refused(event: RequestEvent, code: string, facts: Facts = {}): Promise<Response> {
	if (event.isSubRequest) return new Response(null, { status: 404 });
	if (
		event.locals.path.startsWith('/api/') ||
		event.request.headers.get('accept')?.startsWith('application/json')
	) {
		const refusal = new Refusal(code);
		return Response.json(
			{ code, message: event.locals.t.any(code, facts), request: event.locals.requestId },
			{ status: refusal.status },
		);
	}
	const query = new URLSearchParams({ code, facts: JSON.stringify(facts) });
	const page = await event.fetch(event.locals.href(`/refused?${query}`), {
		headers: { accept: 'text/html', [askedHeader]: event.locals.path },
	});
	return new Response(page.body, {
		status: page.status,
		headers: {
			'content-type': 'text/html',
			'content-security-policy': page.headers.get('content-security-policy') ?? "default-src 'none'",
			'x-request-id': event.locals.requestId,
			'cache-control': 'private, no-store',
		},
	});
}

export const handleError: HandleServerError = (caught) => {
	const { error, event, kind } = caught;
	const t = event.locals.t ?? translatorFor('ru');
	if (error instanceof Refusal && error.status !== 503) {
		event.locals.refusal = { code: error.code, facts: error.facts };
		return { status: error.status, message: t.any(error.code, error.facts), code: error.code };
	}
	if (kind === 'framework' || kind === 'app') {
		const status = (error as { status?: number }).status ?? 500;
		if (status === 404) {
			event.locals.refusal = { code: 'platform.not-found', facts: {} };
			return { status, message: t.any('platform.not-found'), code: 'platform.not-found' };
		}
		return;
	}
	const number = event.locals.requestId ?? newId();
	log().error(
		{ err: error, request: number, path: event.url.pathname, method: event.request.method },
		'fault',
	);
	if (error instanceof Refusal) return { status: 503, message: t.any(error.code), code: error.code, number };
	if (isFull(error)) {
		noteNoRoom();
		return { status: 503, message: t('platform.no-room-away'), number };
	}
	if (isAway(error)) return { status: 503, message: t('platform.database-away'), number };
	return { status: 500, message: t.any('platform.fault', { number }), number };
};
