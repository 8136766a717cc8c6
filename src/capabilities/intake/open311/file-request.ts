import { readFile } from 'node:fs/promises';
import { ApiRefusal, type Machine } from '#platform/api/door.server.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, type Problem, Refusal } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { categories, longest, mostPhotographs, type Receipt } from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { keepPicture } from '../api/photographs.ts';
import { fetchPicture } from '../outbound/fetch-picture.ts';
import { answersTo } from '../questions.ts';
import { receive } from '../receive.ts';
import { numberBySaying } from '../said-before.ts';
import { offered } from './services.ts';

/** Which field of the standard a field of the form is. */
const fieldNames: Record<string, string> = {
	text: 'description',
	category: 'service_code',
	where: 'address_string',
	lon: 'long',
	name: 'first_name',
	photographs: 'media_url',
	photograph: 'media_url',
};

/**
 * Takes a request in as an appeal. What programs leave out is filled where it can be: no description becomes the service's name
 * with the place. The same request sent again within a day, by mistake or by somebody who caught it, is the first one.
 * @throws ApiRefusal, or Invalid with the names of the standard
 */
export async function fileRequest(
	actor: Actor,
	machine: Machine,
	territory: TerritoryId,
	form: Form,
	now = new Date(),
): Promise<{ receipt: Receipt; notice: string[] }> {
	if (!tree.isWithin(territory, machine.territory)) throw new ApiRefusal(403, 'intake.open311.other-place');
	const code = form.text('service_code');
	if (!code) throw new ApiRefusal(400, 'intake.open311.service-missing');
	const service = (await offered(territory)).find(({ category }) => category.code === code);
	if (!service) throw new ApiRefusal(404, 'intake.open311.service-not-found', { code: code.slice(0, 80) });
	const files = [...form.files('media'), ...form.files('media[]')].slice(0, mostPhotographs);
	const pictures = await Promise.all(files.map((file) => readFile(file.path)));
	const source = `open311:${machine.id}`;
	const externalId = await numberBySaying(source, territory, { words: saidIn(form), files: pictures }, now);

	const description = form.text('description');
	const name = categoryName(service.category, actor.lang);
	const address = form.text('address_string') || form.text('address') || form.text('address_id');
	const all = await categories();
	const problems: Problem[] = [];
	let answers: ReturnType<typeof answersTo> = [];
	try {
		answers = answersTo(service.questions, attributesIn(form), { lang: actor.lang, prefix: 'attribute ' });
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		problems.push(...error.problems);
	}
	const email = form.text('email');
	if (email && !/^[^@\s]{1,64}@[^@\s]{1,190}$/.test(email))
		problems.push({ field: 'email', code: 'platform.field.not-an-email' });
	// what does not fit is refused and not cut: the sender would believe that it was read
	if (description.length > longest) problems.push({ field: 'description', code: 'appeals.form.text.long' });
	if (problems.length) throw new Invalid(problems);
	const { ids, notice } = await keepPictures(territory, form, pictures);
	try {
		const receipt = await receive(
			actor,
			{
				territory,
				channel: 'open311',
				text: description.length >= 10 ? description : `${name}. ${description || address}`.trim(),
				category: code,
				where: address.slice(0, 500),
				lat: form.text('lat'),
				lon: form.text('long'),
				// names were given to the authority, not to everybody
				visibility: all.shownTo(code) === 'authority' ? 'authority' : 'nameless',
				name: [form.text('first_name'), form.text('last_name')].filter(Boolean).join(' ').slice(0, 200),
				email: email || null,
				phone: form.text('phone').slice(0, 40) || null,
				photograph: ids,
				answers,
			},
			{ source, externalId },
			now,
		);
		return { receipt, notice };
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		throw new Invalid(error.problems.map((one) => ({ ...one, field: fieldNames[one.field] ?? one.field })));
	}
}

/** `attribute[CODE]=x`, and `attribute[CODE][]=x` several times. */
function attributesIn(form: Form): Record<string, string> {
	const given: Record<string, string> = {};
	for (const [field, value] of Object.entries(form.values)) {
		const code = /^attribute\[([^\]]{1,80})\](\[\])?$/.exec(field)?.[1];
		if (code) given[code] = Array.isArray(value) ? value.join(', ') : value;
	}
	return given;
}

/** What the form says, in one order whatever order it came in; who sends it is no part of it. */
const saidIn = (form: Form) =>
	Object.entries(form.values)
		.filter(([name]) => name !== 'api_key')
		.sort(([a], [b]) => (a < b ? -1 : 1));

/** Files of the form, and a picture by its address. One that cannot be had does not hold the request up: the answer says so. */
async function keepPictures(
	territory: TerritoryId,
	form: Form,
	files: readonly Buffer[],
): Promise<{ ids: string[]; notice: string[] }> {
	const ids: string[] = [];
	const notice: string[] = [];
	const keep = async (bytes: Uint8Array) => {
		ids.push((await keepPicture(territory, { bytes, name: 'photograph.jpg', field: 'media' })).id);
	};
	for (const bytes of files) await keep(bytes);
	const url = form.text('media_url');
	if (url && ids.length < mostPhotographs)
		try {
			await keep(await fetchPicture(url));
		} catch (error) {
			if (!(error instanceof Refusal || error instanceof Invalid)) throw error;
			notice.push('intake.open311.media-not-taken');
		}
	return { ids, notice };
}
