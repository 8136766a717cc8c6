import type { Lang } from './ballot.ts';

/**
 * 256 short common nouns of each language, so that a code of 48 bits is six words that can be read out over the telephone. No two
 * begin with the same four letters or differ by one letter (`canonical.test.ts`). A list never changes: codes of closed votes stand on paper.
 */
const lists: Record<Lang, readonly string[]> = {
	ru: listed(`
	абзац автор адрес аист акула алмаз амбар ангар арбуз арка астра атлас багаж базар банан баржа башня белка
	берег бетон билет блин бобер бокал бочка букет буря бусы вагон ваза вафля ведро веер венок весло вилка
	вишня волна гамак гараж глина горох груша гусь дверь диван дождь доска дрозд дудка дупло жираф замок
	запад заря зебра зерно зима змей зубр игла изба изюм индюк иней ирис искра канат карта каша кедр кисть
	ключ книга ковер кошка крыша кубик кукла куст лавка лампа лапша лето лимон липа лодка лось луна лыжи
	маска маяк метро мешок мимоза минута молоко монета море мост мотор музей мыло навес небо нефрит нитка
	носок ноябрь облако овраг огурец одеяло озеро окно олень омлет опера орех остров офис очки павлин папка
	парус пенал перо песня петух пилот пион пирог платок повар погреб поезд полка пончик порт посуда поток
	почта пояс привет пряник птица пчела радуга ракета рама ребус редис река рельс рецепт робот роза рояль
	рукав рупор ручей рыба рюкзак рябина салат санки сарай сахар свеча север семья сетка сирень сито сказка
	слива слон смола снег сова солнце сосна спичка стакан стена стол страус сугроб сумка сундук тайга такси
	театр телега тигр ткань тмин тополь трава труба туман тундра туча тыква удочка ужин улей улица утка утюг
	фагот факел фартук фасоль фиалка филин флаг фонарь форель футбол халва хлеб холм хутор цапля цветок
	цемент цирк цифра чайник чашка чеснок число чулок шайба шалаш шарф шахта шкаф шляпа штора шуба щавель
	щука экран эскимо этаж юбка юнга яблоко ягода якорь ялик январь ястреб яхта
	`),
	en: listed(`
	acorn actor album alley amber anchor angle apple apron arch arrow atlas attic autumn badge bagel baker
	bamboo banjo barrel basket beach beaver berry birch boat bonnet border bottle branch breeze brick bridge
	broom bucket bugle butter cabin cactus camel candle canoe canvas carpet carrot castle cedar cello chair
	cheese cherry circle clay cliff clock clover cobweb coffee collar comet copper coral cotton crane crayon
	crown daisy dancer desert dinner donkey dragon drawer drum duck eagle easel echo engine fabric falcon
	farmer fence fern fiddle field flag flute forest fossil frog galaxy garden garlic gate ginger globe gold
	goose grape grove guitar hammer harbor harp hawk hazel hedge helmet heron hill honey horse hotel igloo
	island ivory jacket jelly jigsaw jungle kettle kite kitten koala ladder lagoon lake lamp lark laurel
	lemon letter lilac lion lizard llama lunch magnet mango maple marble market meadow melon mirror moon
	mosaic moss museum napkin needle nest nickel nutmeg oasis ocean olive onion orange orbit otter oven
	oyster paddle palace panda parade pasta pebble pencil pepper piano picnic pillow pine planet plum pocket
	pony poppy potato puppet quartz quilt rabbit radio raft rain raven ribbon river robin rope ruby sail
	salmon sand saucer scarf school seal shadow shell shovel silver skate sled snow sofa spider spoon spring
	stable star statue stone storm summer sunset swan tailor tart teapot temple tent ticket tiger timber
	toast tomato topaz torch tower tulip tunnel turtle twig vase velvet vessel violet wagon walnut walrus
	water whale wheat window winter wolf wood yard yogurt zebra zipper
	`),
};

function listed(text: string): readonly string[] {
	return text.trim().split(/\s+/);
}

/** Twelve hex digits as six words. */
export function wordsOfCode(code: string, lang: Lang): string[] {
	return Array.from({ length: 6 }, (_, i) => lists[lang][Number.parseInt(code.slice(2 * i, 2 * i + 2), 16)]!);
}

/** Six words of either language, or the hex digits themselves, as a person types them; null when they are no code. */
export function codeOfWords(text: string): string | null {
	const plain = text.trim().toLowerCase().replaceAll('ё', 'е');
	if (/^[0-9a-f]{12}$/.test(plain)) return plain;
	const words = plain.split(/[^\p{L}]+/u).filter(Boolean);
	if (words.length !== 6) return null;
	for (const list of Object.values(lists)) {
		const places = words.map((word) => list.indexOf(word));
		if (places.every((place) => place >= 0))
			return places.map((place) => place.toString(16).padStart(2, '0')).join('');
	}
	return null;
}

/** For the test of the lists. */
export const codeWords = lists;
