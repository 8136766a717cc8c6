import type { AccountId } from '#platform/db/door.server.ts';
import { addTemplate } from '#rooms/appeals/door.server.ts';
import { standingActor } from '#rooms/identity/door.server.ts';
import type { BodyRef } from '#rooms/organisations/door.server.ts';
import type { Planted } from './planted.server.ts';
import type { DemoRows } from './rows.ts';

/** What every body answers often; placeholders show what they can do. */
const texts = [
	{
		title: 'Сделано',
		text: '{приветствие}\n\nПо вашему обращению {номер} от {подано} работы по адресу {адрес} выполнены {? день}. {орган} благодарит за сообщение.',
	},
	{
		title: 'Запланировано',
		text: '{приветствие}\n\nВопрос передан {орган: дательный}. Работы по адресу {адрес} включены в план на {? месяц}, стоимость — {сумма}. О начале работ сообщим отдельно.',
	},
	{
		title: 'Не относится к нам',
		text: '{приветствие}\n\nОбращение {номер} рассмотрено {орган: творительный}. За это отвечает {? кто и почему}. Обращение передано туда {сегодня}, срок ответа для вас не меняется.',
	},
];

/** Templates of the bodies that have somebody to write them. */
export async function plantTemplates(
	rows: DemoRows,
	bodies: ReadonlyMap<string, BodyRef>,
	accounts: ReadonlyMap<string, AccountId>,
	planted: Planted,
): Promise<void> {
	for (const [key, body] of bodies) {
		const writer = rows.staff.find((one) => one.body === key && ['head', 'executor'].includes(one.role));
		const account = writer && accounts.get(writer.account);
		if (!account) continue;
		await planted.once(`templates:${key}`, async () => {
			const actor = await standingActor(account);
			if (!actor) throw new Error(`${writer.account} has no account`);
			for (const text of texts) await addTemplate(actor, body, { ...text, category: null });
			return 'yes';
		});
	}
}
