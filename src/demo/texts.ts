import type { Place } from './places.ts';

type Text = { ru: string; en: string };
export type PageTexts = { lead: Text; about: Text };

const written: Record<string, PageTexts> = {
	belovodye: {
		lead: {
			ru: 'Страна из старой сказки: четыре края и области, леса, озёра и города, где всё решают вместе.',
			en: 'A country from an old tale: four regions of forest, lakes and towns where things are decided together.',
		},
		about: {
			ru: 'Беловодье искали в старину беглые крестьяне: вольная земля за горами, где вода бела, а суд праведен. Её нет на картах. Здесь она нужна, чтобы показать, как работает вече: от деревни в двести человек до столицы.',
			en: 'Runaway peasants of old looked for Belovodye: a free land behind the mountains where the water is white and justice is just. It is on no map. It is here to show how a veche works, from a village of two hundred people to a capital.',
		},
	},
	zaozyorsky: {
		lead: {
			ru: 'Край за Большими озёрами: один город побольше, семь районов и округов, полторы тысячи озёр.',
			en: 'The land beyond the Great Lakes: one larger city, seven districts, a thousand and a half lakes.',
		},
		about: {
			ru: 'Треть края — сосновый бор, треть — вода и болота. Работают лес, бумага, рыба и подшипники. Зимой дороги по льду короче летних; весной край делится паводком надвое, и это главная забота марта и апреля.',
			en: 'A third of the krai is pine forest, a third is water and bog. Timber, paper, fish and bearings give work. In winter the ice roads are shorter than the summer ones; in spring the flood cuts the krai in two, and that is the chief worry of March and April.',
		},
	},
	svetloborsk: {
		lead: {
			ru: 'Город на реке Светлице: бумажная фабрика, техникум, набережная с фонарями и сосны прямо за последней остановкой.',
			en: 'A city on the river Svetlitsa: a paper mill, a college, an embankment with lanterns, and pines right behind the last bus stop.',
		},
		about: {
			ru: 'Светлоборск вырос из пристани, где грузили лес. Сегодня в нём шесть больших районов: Центр, Старая Слобода, Заречный, Солнечный, Вокзальный и Сосновый. В этом году город ремонтирует мост, меняет фонари на светодиодные и спорит, каким быть парку «Лесовод». Чаще всего пишут о дорогах, дворах и воде — и большинство писем заканчивается починкой.',
			en: 'Svetloborsk grew from a pier where timber was loaded. Today it has six large quarters: Centre, Old Sloboda, Zarechny, Solnechny, Vokzalny and Sosnovy. This year the city repairs its bridge, changes its street lamps and argues about the Lesovod park. People write mostly about roads, yards and water, and most letters end with a repair.',
		},
	},
	kamenoborsk: {
		lead: {
			ru: 'Город каменотёсов: карьер, завод и лестницы вместо половины улиц.',
			en: 'A town of stonecutters: a quarry, a works, and stairs instead of half of the streets.',
		},
		about: {
			ru: 'Каменоборск стоит на трёх уступах, поэтому снег и вода здесь бегут вниз, а жалобы — наверх. За два года город починил одиннадцать лестниц из двадцати.',
			en: 'Kamenoborsk stands on three ledges, so snow and water run down and complaints run up. In two years the town has mended eleven of its twenty stairs.',
		},
	},
	medvyansky: {
		lead: {
			ru: 'Мёд, молоко и дорога до каждого села: четыре поселения между двумя реками.',
			en: 'Honey, milk and a road to every village: four settlements between two rivers.',
		},
		about: {
			ru: 'В районе восемнадцать тысяч человек и, говорят, столько же ульев. Осенью сюда едут на ярмарку. Самый частый вопрос — когда доведут асфальт до Тихих Ключей; ответ — в планах района.',
			en: 'The district has eighteen thousand people and, they say, as many beehives. In autumn everybody comes to its fair. The question asked most is when the asphalt will reach Tikhiye Klyuchi; the answer is in the plans of the district.',
		},
	},
	tikhoklyuchevskoye: {
		lead: {
			ru: 'Две деревни, один староста и родник, к которому ездят за водой из города.',
			en: 'Two villages, one elder, and a spring to which people come for water from the city.',
		},
		about: {
			ru: 'Сход собирается в клубе в последнюю субботу месяца. Новости вешают на двери магазина — и здесь.',
			en: 'The assembly meets in the club on the last Saturday of the month. News is pinned to the door of the shop, and here.',
		},
	},
	'tikhiye-klyuchi': {
		lead: {
			ru: 'Сорок три двора, двести двенадцать человек, магазин, клуб и медпункт по вторникам.',
			en: 'Forty-three homesteads, two hundred and twelve people, a shop, a club, and a nurse on Tuesdays.',
		},
		about: {
			ru: 'Летом деревня становится втрое больше. Автобус ходит в понедельник, среду и пятницу.',
			en: 'In summer the village is three times larger. The bus runs on Monday, Wednesday and Friday.',
		},
	},
	krutolessky: {
		lead: {
			ru: 'Крутые берега, сплошной лес и мебельная фабрика, чьи стулья стоят по всему краю.',
			en: 'Steep banks, unbroken forest, and a furniture works whose chairs stand all over the krai.',
		},
		about: {
			ru: 'Округ собран из пяти прежних поселений; старые сельсоветы стали приёмными, куда глава приезжает по графику.',
			en: 'The okrug was joined from five former settlements; their old councils became reception rooms where the head comes by a timetable.',
		},
	},
	chernoluchensky: {
		lead: {
			ru: 'Пойменные луга, чёрная земля и единственный в крае сахарный завод.',
			en: 'Flood meadows, black earth, and the only sugar works of the krai.',
		},
		about: {
			ru: 'Луга весной уходят под воду, поэтому здесь строят на высоких берегах и считают каждый сантиметр паводка.',
			en: 'The meadows go under water in spring, so people build on high banks and count each centimetre of the flood.',
		},
	},
	polunoshsky: {
		lead: {
			ru: 'Самый северный округ: шесть тысяч человек, олени и полярный день без пяти минут.',
			en: 'The northernmost okrug: six thousand people, reindeer, and almost a polar day.',
		},
		about: {
			ru: 'До города четыре часа по зимнику или сорок минут вертолётом. Обращения отсюда приходят по спутнику, и отвечают на них не реже, чем на городские.',
			en: 'The city is four hours away by the winter road or forty minutes by helicopter. Appeals come from here by satellite and are answered no less often than those of the city.',
		},
	},
};

const patterns: Record<string, PageTexts> = {
	region: {
		lead: {
			ru: '$full: города, сёла и те, кто в них живёт.',
			en: '$full: its towns, villages and those who live in them.',
		},
		about: {
			ru: 'Центр — $centre. Здесь собрано то, о чём просят жители и что делают власти $of.',
			en: 'Here is what residents ask for and what the authorities of $full do.',
		},
	},
	municipality: {
		lead: { ru: '$full: $population жителей, центр — $centre.', en: '$full: $population residents.' },
		about: {
			ru: 'Напишите, что нужно починить или изменить $in: письмо попадёт к тому, кто за это отвечает.',
			en: 'Write what needs mending or changing here: the letter reaches whoever is responsible.',
		},
	},
	place: {
		lead: { ru: '$full, $population жителей.', en: '$full, $population residents.' },
		about: {
			ru: 'О том, что происходит $in, можно написать в администрацию прямо отсюда.',
			en: 'What happens here can be written to the administration from this page.',
		},
	},
};

export function pageTexts(place: Place, population: number): PageTexts {
	const own = written[place.key];
	if (own) return own;
	const pattern =
		patterns[place.kind === 'region' ? 'region' : place.kind === 'place' ? 'place' : 'municipality']!;
	const fill = (text: Text): Text => ({
		ru: filled(text.ru, { ...place.ru, centre: place.centre ?? '', population: grouped(population) }),
		en: filled(text.en, { full: place.en.full, population: population.toLocaleString('en-GB') }),
	});
	return { lead: fill(pattern.lead), about: fill(pattern.about) };
}

const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
const filled = (text: string, words: Record<string, string>) => {
	const done = text.replace(/\$([a-z]+)/g, (_, name: string) => words[name] ?? '');
	return done.charAt(0).toUpperCase() + done.slice(1);
};
