/**
 * Words by which the general municipal set is recognised before there is any history: what residents write beside the names
 * and hints of the categories. Commas part them; of several words in a row all must occur. An installation adds its own and
 * takes away what misleads there.
 */
export const starterKeywords: Record<string, { ru: string; en: string }> = {
	danger: {
		ru: 'пожар, горит дом, задымление, утечка газа, запах газа, оборван провод, взрыв, обрушение, угроза жизни, тонет',
		en: 'fire, smoke, gas leak, live wire, explosion, collapse, drowning',
	},
	'roads.potholes': {
		ru: 'яма, ямы, ямочный ремонт, выбоина, колдобина, провал, асфальт, колея, дорожное полотно, разбита дорога, ремонт дороги, грейдер, грейдирование, щебень, бездорожье, проехать невозможно, подвеска',
		en: 'pothole, potholes, asphalt, rut, road surface, subsidence, gravel',
	},
	'roads.snow': {
		ru: 'снег, сугроб, гололед, наледь, лед, скользко, почистить дорогу, уборка снега, расчистка, снегоуборочная, посыпать, песок, замело, занесло, каток, нечищенная',
		en: 'snow, ice, icy, slippery, snowdrift, plough, grit',
	},
	'roads.pavements': {
		ru: 'тротуар, пешеходная дорожка, переход, лестница, ступени, бордюр, пешеход, перила, плитка, съезд для коляски, подземный переход',
		en: 'pavement, sidewalk, footpath, crossing, steps, stairs, kerb, curb, handrail',
	},
	'roads.signs': {
		ru: 'дорожный знак, знак, разметка, светофор, зебра, лежачий полицейский, искусственная неровность, ограничение скорости, парковка, стоянка запрещена, перекресток',
		en: 'road sign, traffic light, marking, zebra, speed bump, speed limit, parking',
	},
	'roads.drains': {
		ru: 'лужа, ливневка, ливневая канализация, люк, подтопление, затопило улицу, вода не уходит, водоотвод, кювет, крышка люка, колодец',
		en: 'puddle, drain, manhole, flooding, gutter, culvert',
	},
	'yards.cleaning': {
		ru: 'уборка, подъезд, не убирают, дворник, грязь, мусор во дворе, листва, уборщица, субботник, клумба, управляющая компания',
		en: 'cleaning, litter, stairwell, janitor, leaves, dirty',
	},
	'yards.playground': {
		ru: 'детская площадка, качели, горка, песочница, спортивная площадка, тренажер, воркаут, игровой комплекс, футбольное поле, турник, резиновое покрытие',
		en: 'playground, swing, slide, sandpit, sports ground, exercise equipment',
	},
	'yards.roof': {
		ru: 'крыша, кровля, протекает, течет потолок, подвал, сырость, плесень, фасад, стена, сосульки, капитальный ремонт, капремонт, трещина, балкон, козырек, штукатурка, водосток',
		en: 'roof, leaking, basement, damp, mould, facade, icicles, crack, balcony, overhaul',
	},
	'yards.lift': {
		ru: 'лифт, застрял в лифте, кабина лифта, лифт не работает',
		en: 'lift, elevator, stuck in the lift',
	},
	'yards.charges': {
		ru: 'квитанция, начисление, тариф, плата, переплата, перерасчет, счетчик, долг, задолженность, платежка, пени, квартплата, коммунальные услуги, управляющая компания, взнос на капремонт',
		en: 'bill, charge, tariff, overpayment, recalculation, meter, debt, arrears',
	},
	'supply.water': {
		ru: 'нет воды, водоснабжение, холодная вода, водопровод, прорвало трубу, ржавая вода, вода из крана, канализация, засор, колонка, скважина, водоканал, давление воды, стоки, запах канализации, питьевая вода',
		en: 'no water, water supply, tap, sewerage, burst pipe, rusty water, water pressure, blockage',
	},
	'supply.heat': {
		ru: 'отопление, батареи, холодно в квартире, горячая вода, отопительный сезон, котельная, теплотрасса, радиатор, температура в квартире, тепло, мерзнем, теплоснабжение',
		en: 'heating, radiators, cold flat, hot water, boiler house, freezing',
	},
	'supply.power': {
		ru: 'электричество, нет света, отключение света, напряжение, электроэнергия, трансформатор, подстанция, провода, обрыв линии, скачки напряжения, электросети, отключают свет',
		en: 'electricity, power cut, outage, voltage, transformer, substation, wires',
	},
	'supply.gas': {
		ru: 'газ, газификация, газопровод, подключение газа, газовое оборудование, горгаз, газовый котел, догазификация',
		en: 'gas, gas pipe, gas connection, gas boiler',
	},
	lighting: {
		ru: 'фонарь, освещение, уличное освещение, темно, не горит, лампа, светильник, столб, опора освещения, фонари, темнота',
		en: 'street light, streetlight, lamp, lighting, dark, lamppost',
	},
	'waste.collection': {
		ru: 'вывоз мусора, не вывозят, переполнен, контейнер, бак, баки, мусоровоз, региональный оператор, тко, крупногабаритный мусор, отходы, помойка',
		en: 'waste collection, not collected, overflowing, bins, rubbish truck, garbage, refuse',
	},
	'waste.dump': {
		ru: 'свалка, несанкционированная свалка, навалы мусора, сбрасывают мусор, стихийная свалка, строительный мусор, шины, овраг',
		en: 'dump, illegal dump, fly-tipping, construction waste, tyres',
	},
	'waste.site': {
		ru: 'контейнерная площадка, мусорная площадка, ограждение площадки, раздельный сбор, установить контейнер, сломан контейнер, перенести контейнеры, урна',
		en: 'container site, recycling, broken bin, install a bin',
	},
	'transport.route': {
		ru: 'автобус, маршрут, расписание, маршрутка, троллейбус, трамвай, не ходит, рейс, интервал, электричка, пригородный, добраться, не пришел',
		en: 'bus, route, timetable, tram, trolleybus, minibus, interval, did not come',
	},
	'transport.stop': {
		ru: 'остановка, павильон, остановочный, навес, автобусная остановка, остановочный павильон',
		en: 'bus stop, shelter, stop',
	},
	'transport.manners': {
		ru: 'водитель, кондуктор, салон, билет, проезд, грубость водителя, хамство, не остановился, валидатор, проездной, наличными',
		en: 'driver, conductor, ticket, fare, rude, did not stop, cabin',
	},
	'green.trees': {
		ru: 'дерево, деревья, спилить, опиловка, вырубка, сухое дерево, ветка, ветки, тополь, аварийное дерево, обрезка, кронирование, посадка деревьев, пень, упало дерево',
		en: 'tree, trees, felling, branch, prune, stump, fallen tree, planting',
	},
	'green.parks': {
		ru: 'парк, сквер, набережная, аллея, скамейка, благоустройство, лавочки, газон, фонтан, памятник, пляж, зона отдыха',
		en: 'park, square, embankment, bench, lawn, fountain, monument, beach',
	},
	'green.pollution': {
		ru: 'загрязнение, вонь, запах, дым, выбросы, сброс, экология, река, водоем, смог, гарь, нефть, химия, завод, рыба погибла, воздух',
		en: 'pollution, stench, smell, emissions, discharge, river, smog, factory, air quality',
	},
	'green.hogweed': {
		ru: 'борщевик, бурьян, покос травы, трава, заросли, амброзия, скосить, заросший участок, клещи, сорняки',
		en: 'hogweed, weeds, grass, mowing, overgrown, ticks',
	},
	animals: {
		ru: 'собака, собаки, бродячие, бездомные животные, стая, кошка, отлов, укус, приют, ветеринар, скот, коровы, питомник, выгул, безнадзорные',
		en: 'dog, dogs, stray, pack, cat, bite, shelter, livestock, cows, vet',
	},
	'social.health': {
		ru: 'поликлиника, больница, врач, запись к врачу, лекарства, скорая помощь, фап, фельдшер, терапевт, педиатр, анализы, прием, рецепт, медицинский, вакцина, прививка, госпитализация, талон',
		en: 'clinic, hospital, doctor, appointment, medicine, ambulance, nurse, prescription, vaccine',
	},
	'social.school': {
		ru: 'школа, детский сад, учитель, воспитатель, класс, питание в школе, садик, очередь в сад, ученик, директор школы, учебники, кружок, егэ, школьный автобус',
		en: 'school, kindergarten, teacher, class, school meals, pupil, textbooks, nursery',
	},
	'social.benefits': {
		ru: 'выплата, пособие, пенсия, льгота, льготный, субсидия, многодетная, инвалид, инвалидность, ветеран, материнский капитал, соцзащита, компенсация, малоимущий, социальная поддержка, пенсионный фонд',
		en: 'payment, allowance, pension, benefit, concession, subsidy, disabled, veteran, compensation',
	},
	'social.access': {
		ru: 'пандус, доступная среда, коляска, инвалидная коляска, маломобильные, подъемник, незрячий, тактильная плитка',
		en: 'ramp, accessibility, wheelchair, blind, tactile paving',
	},
	'land.building': {
		ru: 'стройка, строительство, застройщик, котлован, строят без разрешения, самострой, снос, долгострой, кран, забор стройки, реконструкция',
		en: 'building site, construction, developer, without a permit, demolition, crane',
	},
	'land.plots': {
		ru: 'земельный участок, межевание, аренда земли, кадастр, кадастровый, собственность, росреестр, ижс, присвоить адрес, границы участка, приватизация, выделить участок',
		en: 'plot, survey, lease, cadastre, land registry, ownership, boundary of a plot',
	},
	order: {
		ru: 'шум, шумят, громкая музыка, тишина, вандализм, торговля, пьяные, распитие, хулиганы, участковый, граффити, ларек, нарушают тишину, кричат, драка',
		en: 'noise, loud music, vandalism, drunk, graffiti, street trade, fight',
	},
	authority: {
		ru: 'администрация, чиновник, отписка, бездействие, волокита, отказ, не отвечают, жалоба на ответ, благодарность, спасибо, предложение, прием граждан, глава, депутат, госуслуги, мфц',
		en: 'administration, official, no reply, refusal, delay, thanks, proposal, mayor, council',
	},
};
