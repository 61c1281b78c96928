/** A tenant of the sample data: farms, cooperatives, companies and a few others, as they would sign in Yemen. */
export interface SampleTenant {
  readonly tenantId: string;
  readonly name: string;
  readonly nameAr: string;
  readonly city: string;
  readonly governorate: string;
  readonly contactName: string;
  readonly contactNameAr: string;
}

/** One a line: id, names, city, governorate, and who signs, in both languages. */
const table = `
al-jawf-model | Al-Jawf Model Farm | مزرعة الجوف النموذجية | الحزم | الجوف | Saleh Al-Dumaini | صالح الضميني
hadramawt-valley-coop | Wadi Hadramawt Agricultural Cooperative | تعاونية وادي حضرموت الزراعية | سيئون | حضرموت | Salem Bawazir | سالم باوزير
tihama-mango | Tihama Mango Company | شركة تهامة للمانجو | باجل | الحديدة | Yahya Al-Ahdal | يحيى الأهدل
ibb-green-nurseries | Ibb Green Nurseries | مشاتل إب الخضراء | إب | إب | Abdulmalik Al-Badani | عبدالملك البعداني
green-plain-seeds | Green Plain Seeds and Fertilizers Est. | مؤسسة السهل الأخضر للبذور والأسمدة | ذمار | ذمار | Hamid Al-Ansi | حميد العنسي
haraz-coffee | Haraz Coffee Growers Association | جمعية مزارعي البن في حراز | مناخة | صنعاء | Ali Al-Harazi | علي الحرازي
green-valley | Green Valley Agro Ltd. | شركة الوادي الأخضر الزراعية المحدودة | عدن | عدن | Nabil Basharahil | نبيل باشراحيل
hodeidah-dairy | United Hodeidah Dairy and Poultry Farms | مزارع الحديدة المتحدة للألبان والدواجن | الحديدة | الحديدة | Ibrahim Zabidi | إبراهيم الزبيدي
sanaa-greenhouses | Sana’a Protected Greenhouses | بيوت صنعاء المحمية | صنعاء | أمانة العاصمة | Khaled Al-Hamdani | خالد الهمداني
marib-citrus | Marib Citrus Orchards | بساتين مأرب للحمضيات | مأرب | مأرب | Naji Al-Muradi | ناجي المرادي
abyan-cotton | Abyan Delta Cotton Cooperative | تعاونية دلتا أبين للقطن | زنجبار | أبين | Awad Al-Awlaki | عوض العولقي
lahj-jasmine | Lahj Jasmine and Roses Farm | مزرعة لحج للفل والورود | الحوطة | لحج | Fadl Al-Abdali | فضل العبدلي
shabwa-honey | Shabwa Sidr Honey Company | شركة شبوة لعسل السدر | عتق | شبوة | Ahmed Al-Haddad | أحمد الحداد
saada-pomegranate | Saada Pomegranate Growers | جمعية مزارعي الرمان في صعدة | صعدة | صعدة | Qasim Al-Sufyani | قاسم السفياني
amran-grains | Amran Grain Company | شركة عمران للحبوب | عمران | عمران | Mujahid Al-Ghuli | مجاهد الغولي
taiz-coffee | Taiz Mountain Coffee | بن جبال تعز | تعز | تعز | Marwan Al-Sharabi | مروان الشرعبي
mahweet-terraces | Al-Mahweet Terraces Cooperative | تعاونية مدرجات المحويت | المحويت | المحويت | Hussein Al-Tawili | حسين الطويلي
raymah-honey | Raymah Mountain Honey | عسل جبال ريمة | الجبين | ريمة | Faisal Al-Raimi | فيصل الريمي
dhale-potato | Al-Dhale Potato Growers | مزارعو البطاطس في الضالع | الضالع | الضالع | Mohsen Al-Shuaibi | محسن الشعيبي
bayda-onion | Al-Bayda Onion and Vegetables | البيضاء للبصل والخضروات | البيضاء | البيضاء | Abdullah Al-Riyami | عبدالله الريامي
hajjah-banana | Hajjah Banana Estates | مزارع حجة للموز | عبس | حجة | Hasan Al-Abbsi | حسن العبسي
mahra-livestock | Al-Mahra Livestock Company | شركة المهرة للثروة الحيوانية | الغيضة | المهرة | Saeed Bin Kalshat | سعيد بن كلشات
socotra-aloe | Socotra Aloe Cooperative | تعاونية سقطرى للصبر | حديبو | أرخبيل سقطرى | Isa Al-Socotri | عيسى السقطري
bani-hushaysh-grapes | Bani Hushaysh Vineyards | كروم بني حشيش | بني حشيش | صنعاء | Zaid Al-Hushayshi | زيد الحشيشي
wadi-zabid-irrigation | Wadi Zabid Water Users Union | اتحاد مستخدمي المياه في وادي زبيد | زبيد | الحديدة | Muhammad Hadrami | محمد حضرمي
tuban-vegetables | Tuban Delta Vegetables | خضروات دلتا تبن | تبن | لحج | Saleh Al-Subaihi | صالح الصبيحي
al-khayrat-trading | Al-Khayrat Agricultural Trading Co. | شركة الخيرات للتجارة الزراعية | صنعاء | أمانة العاصمة | Tariq Al-Maqtari | طارق المقطري
saba-irrigation | Saba Drip Irrigation Systems | سبأ لأنظمة الري بالتنقيط | صنعاء | أمانة العاصمة | Bashir Al-Kibsi | بشير الكبسي
aden-cold-stores | Aden Cold Stores and Export | مخازن عدن المبردة والتصدير | عدن | عدن | Wadee Thabet | وديع ثابت
jahran-plain | Qa’ Jahran Farmers Cooperative | تعاونية مزارعي قاع جهران | معبر | ذمار | Abdulsalam Al-Maqdashi | عبدالسلام المقدشي
yarim-dairy | Yarim Dairy Farm | مزرعة يريم للألبان | يريم | إب | Sadiq Al-Yarimi | صادق اليريمي
mukalla-fish-feed | Mukalla Feed Mills | مطاحن المكلا للأعلاف | المكلا | حضرموت | Omar Bin Break | عمر بن بريك
tarim-dates | Tarim Dates Packing House | بيت تريم لتعبئة التمور | تريم | حضرموت | Abdulrahman Al-Kaf | عبدالرحمن الكاف
khawlan-almonds | Khawlan Almonds and Raisins | لوز وزبيب خولان | خولان | صنعاء | Nasser Al-Khawlani | ناصر الخولاني
arhab-poultry | Arhab Poultry Company | شركة أرحب للدواجن | أرحب | صنعاء | Mansour Al-Hanaq | منصور الحنق
nile-of-yemen | Nahr Al-Yemen for Agricultural Investment | نهر اليمن للاستثمار الزراعي | صنعاء | أمانة العاصمة | Abdulkarim Al-Aswadi | عبدالكريم الأسودي
mawr-sorghum | Wadi Mawr Sorghum Growers | مزارعو الذرة الرفيعة في وادي مور | اللحية | الحديدة | Jaber Hakami | جابر حكمي
agri-research-dhamar | Dhamar Highlands Research Station | محطة أبحاث المرتفعات بذمار | ذمار | ذمار | Dr. Amat Al-Alim Al-Suswa | د. أمة العليم السوسوة
women-growers-taiz | Taiz Women Growers Cooperative | تعاونية المزارعات في تعز | التربة | تعز | Ishraq Al-Maqtari | إشراق المقطري
haddad-and-sons | Al-Haddad & Sons Farms | مزارع الحداد وأولاده | رداع | البيضاء | Muhammad Al-Haddad | محمد الحداد
future-agritech | Future AgriTech | المستقبل للتقنيات الزراعية | صنعاء | أمانة العاصمة | Lina Al-Eryani | لينا الإرياني
red-sea-salt-marsh | Red Sea Palm Plantations | نخيل البحر الأحمر | الدريهمي | الحديدة | Adel Futaini | عادل فتيني
`;

export const sampleTenants: readonly SampleTenant[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [tenantId = '', name = '', nameAr = '', city = '', governorate = '', contactName = '', contactNameAr = ''] =
      line.split(' | ');
    return { tenantId, name, nameAr, city, governorate, contactName, contactNameAr };
  });
