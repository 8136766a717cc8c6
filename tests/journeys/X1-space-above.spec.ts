/** A heading stands apart from what is above it: else it reads as the end of that and not as the beginning of what follows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signInCookie } from '#platform/http/cookies.ts';
import { hideFromPublic, takeUp } from '#rooms/appeals/door.server.ts';
import { type Visitor, visitor } from '#tests/support/browser.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const town = await aTerritory();
const body = await aBody(town.id);
await body.answersFor('roads');
const head = await body.staff('head');
const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
const [appeal, hidden] = [await anAppeal(town.id), await anAppeal(town.id)];
await site.runJobs();
await takeUp(await head.actor(), appeal);
await hideFromPublic(await controller.actor(), hidden, { why: 'insult', words: '', photograph: '' });
await site.runJobs();

/** Pixels between an element and whatever is drawn right above it in the page. */
const above = (page: Visitor['page'], words: string, selector: string) =>
	page.evaluate(
		([text, of]) => {
			const one = [...document.querySelectorAll<HTMLElement>(of!)].find(
				(it) => it.textContent?.trim() === text,
			);
			if (!one) throw new Error(`no ${of} «${text}»`);
			const top = one.getBoundingClientRect().top;
			const ends = [...document.querySelectorAll('main *')]
				.filter(
					(it) => !it.contains(one) && it.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING,
				)
				// what is inside a closed part has a box too
				.filter((it) => it.checkVisibility({ contentVisibilityAuto: true }))
				.map((it) => it.getBoundingClientRect())
				.filter((box) => box.height > 0 && box.bottom <= top + 1)
				.map((box) => box.bottom);
			return top - Math.max(...ends);
		},
		[words, selector] as const,
	);

const pages: [string, AnAccount, string, string, string, number][] = [
	['the rules of terms', controller, `/office/appeals/terms?in=${town.id}`, 'Когда срок стоит', 'h3', 16],
	['the work on an appeal', head, `/office/appeals/${appeal.territory}/${appeal.id}`, 'Ход работы', 'h3', 16],
	['absences', head, '/office/absences', 'Назначить замещение', 'h2', 24],
	['what all see', controller, `/${town.path}/appeals/${appeal.number}/hide`, 'Скрыть от всех', 'h2', 24],
	['what is hidden', controller, `/office/appeals/hidden?in=${town.id}`, 'Показать снова', 'button', 12],
];
for (const [name, who, address, words, selector, least] of pages)
	test(`X1: ${name}: «${words}» stands apart from what is above`, async () => {
		const { page, context, shot } = await visitor(site, { script: false });
		await context.addCookies([{ name: signInCookie, value: await who.cookie(), url: site.address }]);
		await page.goto(address);
		const space = await above(page, words, selector);
		await shot(`space-${selector}-${words}`);
		assert.ok(space >= least && space < 100, `${space} px`);
	});
