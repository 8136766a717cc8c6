/** Letters of addresses: what a person would type by ear (a simplified BGN/PCGN), ASCII only. */
const latin: Record<string, string> = {
	...{
		а: 'a',
		б: 'b',
		в: 'v',
		г: 'g',
		д: 'd',
		е: 'e',
		ё: 'e',
		ж: 'zh',
		з: 'z',
		и: 'i',
		й: 'y',
		к: 'k',
		л: 'l',
		м: 'm',
	},
	...{
		н: 'n',
		о: 'o',
		п: 'p',
		р: 'r',
		с: 's',
		т: 't',
		у: 'u',
		ф: 'f',
		х: 'kh',
		ц: 'ts',
		ч: 'ch',
		ш: 'sh',
		щ: 'shch',
	},
	...{ ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
	// other Cyrillic of the CIS
	...{
		і: 'i',
		ї: 'i',
		є: 'e',
		ґ: 'g',
		ў: 'u',
		ә: 'a',
		ғ: 'g',
		қ: 'k',
		ң: 'n',
		ө: 'o',
		ұ: 'u',
		ү: 'u',
		һ: 'h',
		җ: 'zh',
	},
	...{ ҳ: 'h', ҷ: 'j', ӣ: 'i', ӯ: 'u', '№': 'n' },
};

/** «Усть-Кишерть» → `ust-kishert`; null when nothing is left. A slug of digits alone gets no meaning of its own: prefixed. */
export function slugOf(name: string): string | null {
	let text = '';
	for (const letter of name.toLowerCase().replace(/(ий|ый)(?=$|[^а-яё])/g, 'y'))
		text += latin[letter] ?? letter;
	const slug = text
		.normalize('NFKD')
		.replace(/[\u0300-\u036f'’`«»"]/g, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
		.replace(/-+$/, '');
	return slug === '' ? null : slug;
}
