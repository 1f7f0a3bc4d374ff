/** Written by `npm run bench -- ask` from bench/ask/typed: what people typed in English, by what they meant. */
export const HEARD_ENGLISH: Readonly<Record<string, string>> = {
  alerts: `
are there any unresolved alerts i should mention in my report | anything on fire | open incidnts | what's on fire | anything wrong on the site before i hit send on 200k mails | ugh got paged what's red right now
is anything still firing or can i go back to bed | sry woke up to a buzz is there an open incident | anything blowing up at the moment`,
  'alerts:preview': `
how frequently would an alert on a [refund rate] A have been triggered | please back test a warning for [average order value] beneath M | if alarm was [conversion] under M how often wld it ring
test rule [cancels] A | if [orders] drop below 2000 i want to know how often did that happen | ping when [conversion] A how many times in the past would that be
thinking of paging when [cancellations] A how noisy would that have been | if i alert on A [orders] a day how many times would i have been woken | [late deliveries] A as a threshold would that spam us
would ' [units] A ' have pinged me a lot | if i got pinged every time [stockouts] A how many pings we talking | how often would less than 500 [orders] have rung the bell`,
  campaign: `
what [return] did our past campaigns generate | did the promo mails bring anythng | did all that marketing money do anything | how did our last sends perform
what [revenue] came out of the autumn mailings i need to defend my budget | did the mailings earn us anything | those mailings last time did they do anything at all`,
  'campaign:plan': `
please draw up a contact plan for customers who are about to sleep with M available | which customers should marketing approach first | could you propose whom to contact among the cannot lose customers
who do i mail 1500 budgt | win back the A plan | campaign list for A M to spend | A the ones slipping away who do we contact 2000 max | [give] me a plan for winning [back] the lost ones
who should we be mailing D | need a contact list for the A i have M to spend | about to sleep folks how would you reach them with 1500 budget | can we wake up the hibernating ones before xmas suggest something
vips we can't afford to lose who do i write to | outreach idea for A pls | budget of M for crm D who gets a message | potential loyalists got 600 left make it count
which customers should we write to my lead asked me | which customers should we poke so i can clear the hall | we got M for the A who do we write to | fancy giving the A a nudge how would you go about it`,
  experiment: `
which experiments are being conducted at the moment | i would appreciate the verdicts of the finished a b tests | any tests live | a b results | are we testing anything at the moment or just guessing
is my voucher test still going | are there tests overlapping with D that are live | final verdicts from the tests winners n losers | how many tests are live right now need to know before i roll back
did the a b tests win or lose | is marketing testing something again that messes with my volumes | so who won in those tests`,
  'experiment:plan': `
what sample size would be required to detect a change in the [refund rate] | how long must a test on [repeat purchases] be in order to be conclusive | how big a sample to test [basket value]
how many [customers] do i need to prove repeat [buying] improved for a test | how long would we need to test a new subject line aimed at [repeat purchase]
sample size for a free shipping banner test metric [basket value] | i want to a b the landing page on [conv rate] how big | how many users would we need to test a checkout change goal is [conversion]
how long must a test run to see a difference in [basket size] | how long would we need to run a test to see if [late rate] gets better`,
  explore: `
which indicators correlate with [average order value] | i should like to examine what tends to move together with the [stockout rate] | what moves togther w [conversion] | whats correlated to late delivries
what actually drives [revenue] i mean which metrics go along with it | what else moves when [seller activation] moves | which metrics travel with [repeat purchase] | what correlates with [basket value]
what moves together with [visits] | does anything else shift when [late deliveries] shift curious | does anything predict [refunds] like what goes up with them | when [stockouts] go up what else goes up with it
what else wiggles when [cancellations] wiggle`,
  forecast: `
how many P are we likely to sell D | P 9 how many will i sell D | P demand D | P [sales] D planning the banner | how many P will we sell D | P how many will fly off in D say D
P nines how many do we move in a fortnight from now`,
  'forecast conversion': `
would you model the effect of a M price reduction on our [conversion] | [conv] if prices go M | if things were M would more [visitors buy] hypothetically | if i run M on S what happens to [conversion]
what if everything was M would more [people buy]`,
  'forecast gmv': `
please project [revenue] for the calendar month D | i need an outlook of S [turnover] for D | suppose prices in S were M what would [revenue] look like | D [revenue] S | D [sales] guess | wht will we do D
how much does D bring us the twenty first to the twenty seventh best guess | where will [revenue] be D | what if we just cut prices M across the board what does [revenue] do
forecast me the first advent D for S [sales] | [revenue] estimate for chinese D D`,
  'forecast orders': `
what [order] volume should i expect D on S | [orders] outlook S D | give me a D outlook [orders] | black D how many [orders] do you expect | a sitewide M D discount effect on [orders]
how many [orders] should i brace for D | [orders] on S D estimate | how many [orders] should i staff for on D | coming D how many [orders] from S you reckon
say they M all prices how many [orders] hit my dock then`,
  'forecast sessions': `
what [traffic] do you anticipate on D | what does D look like for [visits] roughly | visitors expected D i e D | expected load [visits] D | [traffic] guess for D deciding if i freeze deploys`,
  'forecast units': `
if i M everything in S what hapens to [units] | suppose we go M on S how many [pieces] do we lose | D S how many [units] do we think | [pieces] i have to handle D ballpark
D D [units] in S whats your crystal ball say`,
  help: `
could you explain which questions i may put to you | how do i use you | i have forgotten how to talk to you what are the options | refresher pls what commands are there for crm people
hi first week here how do i use you | sorry dumb question what can i ask you | im new here what can i ask you`,
  'help:status': `
are you operating normally at the moment | you alive | hello are you working | you are slow tonight are you feeling ok | you ok buddy running alright`,
  'kpi active_merchants': `
how many [merchants were trading] actively D please | could you give me the count of [active sellers] G | how many sellers actully selling on S D | how big is our [live seller] base | [sellers with sales] D S only
sellers live with us D so far | how many [sellers are] actually [selling] something | [number of live merchants] selling on S D | how many [sellers are] really alive and [selling] atm
sellers with a pulse in S back D`,
  'kpi aov': `
how much does [a customer spend per order] on average if i may ask | for my slide [average order value] in S D | could you set the [mean basket value] of G side by side for D | [basket size] S D so far | [aov] G D
[avg ticket] S | [basket size] versus category D please | what's a typical [customer spending per order] on S | [average ticket] D | D [basket value] S | what does [one basket bring] on average
[average order] S D | how much does [one basket bring] us on S these days | what's [a typical order worth] in S for D | feels like [people] only [buy] small stuff whats the [average order] in S D`,
  'kpi cancel_rate': `
what proportion of [orders was cancelled] on S D | would you please list the [cancellation rate] G D | [cancelations] in S D | how much gets [cancelled] on S
how many [orders fall through] because people [cancel] percentage | [cancellations] at S D i hear it's ugly | did buyers regret d11 cancel share for D | [cancellation] percent G | how often do people [cancel]
[cancellations] S S D | how many [orders] get binned by the customers before we even pack em percent wise D | [cancellations] in S D were mental give me the rate | G has folks [cancelling] the most`,
  'kpi conversion': `
what [share of visits] ended in a [purchase] D | please give me the [conversion rate] of the S in S D | i need a comparison of [conversion] G for this D | [conversion] S vs S side by side D | S convrsion D
how many [lookers turn into buyers] on the S | what percentage of visitors open their wallet | [conversion] over the D D good D to D D | [conversion] S D | [conversion] G during D D | [conversion] S vs S vs S D
[conv rate] S D | out [of everybody who come]s in [how many] actually [buy] something S i mean | [conversion] in S D go on | who turns visitors into buyers better S S or S`,
  'kpi first_sale_rate': `
what share of the [newly joined merchants made a first sale inside 30 days] | please let me have the [merchant activation rate] for D | do newbies get a sale in first D S | [fresh merchant activation] D
what portion of the [merchants we onboard] ever get going in their M days | [first sale rate] for fresh sellers S versus S | how well do fresh merchants get to their [first sale] S
of the [sellers that join how many make a first sale in their first month] | [activation of new sellers] D | rookie sellers getting that [first sale] in the first month what percent do we have`,
  'kpi gmv': `
good morning could you please tell me the [total revenue] for the period D | i would like to see [turnover] G for D | D end pack i need the D [revenue] of S on S | may i ask what S [turned over] D inclusive
would you kindly compare our regions in terms of [sales value] for D | in S via S on S what was the [revenue] D | [gmv] D | electroncs [revenue] D | S D how much did we make | [sales] money per platfrom D pls
[gmv] S S S D go | D S [takings] | ok so um tell me the [money we made] D total | i am in a cab just give me D [revenue] | board call in five minutes D [turnover] go | D how much did we sell in money terms
D [sales] please and quickly | which of the two platforms is carrying us money wise D | D [revenue] final | D [turnover] for reference | D S [revenue] | how much do we actually sell in a month say D
writing the handover note D [total revenue] on S | [money made] by S D | [turnover] regions compared D | morning boss so what did we rake in D | how much dough did the S stuff bring in D
S folks [how much money] did they spend with us D all in all | alright split the [takings] G for the D just gone will ya | quick one while the forklift charges [revenue] D`,
  'kpi late_delivery': `
what fraction of our [deliveries] arrived [after the promised date] D | i require the [late delivery rate] for S from D up to D | [late parcels] S D | [lates] G pls D
are we [delivering on time] or are we embarrassing ourselves D | [late parcels] G D | a friend in S got his stuff late is that a thing there | [late parcels] hurt my nps mails how bad was it D in S
late share during d11 week D | was delivery worse in S or S D | [parcels] arriving [late] in S give me the number for D | how often were we late to S in D | carriers are messing about again late share D pls
late stuff G D i want to yell at someone`,
  'kpi merchants_onboarded': `
i am preparing the board report how many [merchants joined] us in D | how many [new sellers signed up] on S D | [new sellers] D | how many [sellers joined] us in D
are we still [signing merchants] or did that dry up D figure | [new sellers] D S | [merchants onboarded] in D for the b2b newsletter | how many [new sellers joined] D | [new shops] opened on S D
so how many [new shops] hopped on board D | rookies on S D number`,
  'kpi orders': `
please confirm the [number of orders placed] D | how many [orders] came through the S shop from D | i am reconciling D and need the [order] count G please | what was the [number of purchases] from S D
how many [orders] on D | S [order] count D | S vs S vs rest [orders] | [number of orders] D one number no essay | how many [orders] did S do D | how many [orders] did D give us on the S | D [orders]
[orders] from S D | summer sale D total [orders] | [orders] G D | S [orders] D pls | how many [orders] came from S D need it for the postmortem | how many [orders] did my lads have to pick on D
[orders] coming out of S D have to plan the trucks | G throws the most [orders] at us | tell me how many [orders] S got D felt like a ton`,
  'kpi refund_rate': `
could you tell me the [refund ratio] in S for D | the auditors are asking for our [refund rate] in D | how do the [sales] channels differ in the share of [refunded] [orders] | [refunds] S D bad
who [refunds] most G D | S [refund] % | how much of it comes back as [refunds] percent G | [refund share] for S in D | [refunds] after singles day D | [refund rate] S vs rest D | [money back] rate S D
S [refunds] D | my [returns] corner is overflowing whats the [refund rate] for S D D | [money back] quota of the two platforms next to each other`,
  'kpi repurchase': `
what percentage of [buyers return] D in the S category | please report the [repurchase rate] for D | i should like to know G has the more faithful customers measured by [repeat purchases] within 90 days
are S buyers coming bck | repeat rate S vs S vs all the others | i keep hearing [people] don't [come back to] us is it true what's the figure | [loyalty] as in do [folks buy a second time] within three months G
[repeat buyers] % D cohort month | D comeback rate among S customers | do S [buyers come back] more than the others G pls | returning customer share for S
what share of [buyers come back to] us within three months | do S [customers return] more than S ones | do the S [people] ever [come back] within those 90 days | comeback customers for S what percentage`,
  'kpi sessions': `
kindly provide the [number of visits] for D | i was wondering how much [traffic] the paid S brought us in D | G received more [visits] D | trafic | S [visits] D | how many people came in from S D
how many people walked through the door so to speak D | [footfall] on S D | is anybody visiting S at all these days | [visits] G D i need it for the deck | [traffic] on D | S D
[visits] in the run up to d11 D 1 through 10 | where did [visits] come from D S S or S | how many [people visited] D | [sessions] D S only | is anybody even visiting the S shop
how many [folks dropped by] the S D | [visits] G in D curious`,
  'kpi stock_out': `
please state the percentage of S products that are currently [out of stock] | what was the [stockout rate] D merchant G | hw much of S is [oos] | [out of stock] share per catgory D | [empty shelves] how bad D
[out of stock] share G now | don't want to advertise stuff that's [sold out] [oos] share in S | [oos] on S D | share of products with [empty shelves] rn | [stockouts] G D
how empty are the shelves in S right now like what share is gone | compare [oos] G D will do`,
  'kpi units': `
could i have the [quantity of items sold] in S D | please show [units sold] G from 1 D until 30 D | how many [pieces] did S sell D | peices sold S D | [units] S S D | which catgory moved most [pieces] D
how many things did we ship [pieces] D | [units] G D | S on D [pieces sold] | S stuff [units] in back half D | how many S [items left the shop] D on S | how many [pieces] of S went out D | [items sold] on S D
how many bits did we shift in S D | [pieces] out the door D S only mate | so G eats more [units] count em for D please | [units sold] D S gear | we sold how many [items] in S on D`,
  merchant: `
please provide a complete overview of S | S rundown | S quick profile | i am having lunch with S brief me | the S people are complaining what's their story with us | everything on S before i pitch them a D slot
how's S doing generally | who is S | someone mentioned S in standup can you tell me about them | give me the lowdown on S got a call with em in five | tell me everything you got on S`,
  merchants: `
who are our G in S | G i mean merchants S | who are the sellers that matter most | G in S | G should i feature i e the strongest in S | who are the big fish on S`,
  'merchants:at-risk': `
are there sellers we are in danger of losing | shops we might lose S | anybody big about to walk out on us sellers i mean | G might churn want to offer them promo slots | sellers we might lose
any merchants about to jump ship`,
  'merchants:breaching': `
G are not adhering to the agreed service levels | sla breakers | G are not keeping to the rules i will call them myself | G broke the rules are in breach | who keeps breaking the rules with their shipping promises`,
  'merchants:falling': `
G have been losing ground on S | whos slipping | G are bleeding name them | sellers losing steam could use co marketing | G are going downhill in S`,
  'merchants:new': `
please name the [merchants] that recently [came on board] in S | who just joind | show me the new kids the [merchants] who just [signed] | [new merchants] to welcome with a post
show me the [freshly joined sellers] | fresh faces G need to set up bins for em`,
  model: `
how reliable are the projections you give me | what is the current error of the forecasting model | can i trust your forecast | how accurate r you | should i believe these predictions honestly
D forecast how reliable is the model behind it | can i trust the forecasts or is the thing drifting again | when was it last retrained still accurate | should i really order by your forecasts or are they rubbish
is your brain still well calibrated lol`,
  none: `
what was our ebitda D | could you kindly send me the exchange rate of the euro to the dollar | what were [revenues] in austria D | how many [orders] did we receive through instagram D
please give me the number of employees in the purchasing department | what was the gross margin G in D | i would like to see the [sales] of books D | could you tell me D [revenue] and also who is on call tonight
something in the numbers does not seem right to me | how long is the average payment term of our suppliers | thank you very much have a pleasant evening | what price do you advise for sku 7700
please update the file we discussed | what are the hosting costs of the database servers | how do i submit my travel expenses | margin on S | [orders] on tiktok D | [sales] vienna D | sku 9999 price check
its broken | whats for lunch | roas on S channel | give me S [gmv] and also whos on call | garden category [sales] D | weather S D | fix it pls | who approved linas vacation | competitor prices on P
how many stars does P have | [sales] of m 044 D | how's our share price doing | what is our competitor doing on D | tell anna to call me back | how many people work for us now | i don't like it fix it
what's our burn rate | book me a flight to S D | how was temu [revenue] D for us | make it grow | what are we making per delivery van | give me [revenue] and also tell me who is on call | zurich [sales] D | and
what do investors think | the thing from D you know the thing | open rate of D newsletter | who in my team is off over D | instagram [orders] on D | write me a catchy D subject line | will it snow on D
unsubscribe rate D | d11 in salzburg how many [orders] | hmm numbers look meh | cost per click on google S D | sku 5555 for the hero banner what goes with it | need D [revenue] and also who to mail next
when is the agency sending the creatives | what do the genz girls segment buy next | make it pop | what's shein's discount D | cpu on the db primary | it's broken | restart the checkout service please
who deployed at 23 40 | p99 latency of the api last hour | what's the wifi password | [orders] on amazon D | [sessions] in vienna D | why did sku 9999 stop selling | where is the coffee machine lol
who is on call and how many [orders] did we have D | something's off | when is my probation over | kafka lag | [sales] of m 404 D | thx going back to sleep | [refund rate] D plus what will [orders] be D
how many pallets fit in hall three | what do we earn per truck to S | is kev on the night shift D | [orders] going to zurich D | the scanner's dead again | gonna snow D
stuff coming in through amazon how many [orders] D | how many sku 5555 do i have to buy in | tell me what to restock and why S is late | do the thing like last time
who's the supplier of the P and what's their lead time | haha good one | pet food [units] for D please | it's all gone pear shaped`,
  oncall: `
who is the responsible person on call please | whos on duty tonite | pager person | who's on duty give me a name | who's got the pager tonight | whom do i wake up for this
who do i ring at three in the morning if it all goes south`,
  price: `
what price would you advise for the P | could you simulate a price of M for the P | i wonder what would happen if we made the P M | do you see any price adjustments worthwhile for merchant S | P too expensive
P 5 at M good idea | P M whats the dmg | pricing tips S | where could S nudge prices | are our P the travel ones priced right | are we leaving money on the table on S prices
S are they too expensive what would you do with their prices | make the P M what happens | what if the little P cost twenty four ninety nine | is the P priced ok for a D hero deal | P M for D what'd that do
P at M good idea | where can we discount in S without hurting | S prices ahead of the sale advice | is the P price ok or too high | can you check pricing for S | P 5 at M what would that do | P M expensive
i have got too many P sitting here what should we charge for em | would dropping the P M clear my racks | what if the P went for twenty four ninety | got S piled up to the roof any price moves you'd make there
S price tags anything off with em in your opinion`,
  recommend: `
which [items] are typically bought together with the P | could you suggest what customers in the potential loyalist segment are likely to buy next | what bundles would make sense for S | what sells w the P
bundle ideas P 5 | champs what will they buy next | crosssell for S | what will our A want next | what could S bundle | what do we sell together with the P
what's that segment of people who um who look A what would they buy | next best product for the A writing a newsletter rn | what would people in need attention buy next | gift set ideas around the P
cross sell for the P for the cart email | bundles with S stuff for D | things to put in a mail for the A product wise | P what thinking advent bundle | what do people usually buy along with the P
[people] who [bought] P what else did they take | want to stack stuff next to the P what do people grab along with it | what could i pack into one box with the P | the A what would they fancy next
any combo packs i can prep for S`,
  restock: `
may i have your replenishment recommendations please | with a purchasing budget of M which products should be ordered | please list the M most urgent reorders in S | does P need to be replenished
what stock would you suggest S order | what should i reorder | M reorders S | got 8k what stock do i buy | S running low on what | need more P | what should we be buying in before christmas madness starts
i have got 50000 to put into inventory where does it go | M most urgent reorders in S | the P do we need to reorder it | what should be stocked up before friday's sale M | S restock for advent M max
enough P to promote them | what do we need to order in before we [run dry] | which M things should be reordered first | restock for S up to M | do we need more of the P | right what do i need to buy in D
boss gave me 20000 whats the best shopping list | just the M most burning things to order pls | is the P gonna [run dry] do i order more | whats about to run out at S | S shelves look thin what do i refill
fill me up on S 3000 M lines tops`,
  sources: `
up to which date are the data complete | were any records rejected during the last import | data fresh | any rows rejcted last load | is this data from D or am i looking at history
is D data complete or still trickling in | did the last feed land numbers look stale | how many rows got thrown out on import | data from S arrived yet the dashboard is empty
how old are those numbers of yours anyway | did the import choke on any of our files`,
  subscribe: `
please register me for the monthly digest | i would like to receive your weekly summary if possible | send me the weekly | daily summary plz | monthly summary to me please no more | weekly digest for me please thx
monthly roundup would be lovely sign me up | could i get a summary every morning | sign me up for the D recap thing once a week is enough | how do i get the numbers mailed or slacked each month
stick me on the every morning summary list | i want the monthly roundup in my inbox ta`,
  suggestions: `
could you summarise the suggestions you have made so far | i would like the list of proposals that have already been approved or rejected | are there pricing proposals pending a decision | what did you suggest
price suggestions still waiting 4 me | what did we say yes no to | what have you been telling us to do | what's still waiting for a decision from my team | and the stuff we decided list it
suggestions you made that are still untouched price ones | what did we end up doing with your proposals | ok so what did you suggest so far and did anyone sign off on it just show me what's been decided
show suggestions nobody has looked at yet | what is sitting in the queue about prices | remind me what you have been telling us to do | any of your price ideas nobody answered yet
what did the bosses wave through and what got the boot`,
  'suggestions:outcomes': `
what financial effect have the accepted suggestions had | did your tips pay off | so did your clever ideas earn us a cent | did following your tips pay off | any of your advice actually help results please
that stuff we did cause you said so any good come of it`,
  target: `
how close are we to the [revenue] target for D | please show our progress against all targets | i would like to record a [revenue] target of 2 750 000 for D | was the D target for S [revenue] met
kindly set the [order] target for D at A | are we ahead of or behind the goal for [conversion] D | on track for D | how far off S [sales] target | set D [sales] goal A | S gap to plan D
did we hit the [order] target D | are we going to make the number D | how far off plan are we | where do we stand against the [revenue] goal for S | set the D [revenue] target to A
i want A [orders] D make that the goal | target for [active sellers] are we there | tell me how we are tracking on [new seller] sign ups versus goal D | how close are we to the D [sales] goal
repeat rate goal did we get there | S channel [revenue] target status | bump the D [conversion] goal to M | have we hit our goal D | how far are we from the [orders] goal D
what's the target for [conversion] and are we there | pls put the D [order] goal at A | are we gonna make the D number | how far are we off the [late delivery] goal | put the [units] goal for D at A would you
did S make its [revenue] target back D`,
  'why active_merchants': `
we lost [active merchants] explain that to me`,
  'why aov': `
what accounts for the change in [average basket] in S D | [basket] shrank D how come | why are [baskets] shrinking in S | [basket] dropped post D D reason | [basket] got smaller in S what's behind it`,
  'why cancel_rate': `
i would be grateful for an explanation of the rise in [cancellations] during D | why do people [cancel] so much on the S | [cancels] on S [orders] went up whats the story | [cancels] spiked D wtf happened
everybody [cancels] at S whats behind it`,
  'why conversion': `
S [conv] tanked D reason | our S bring people and nobody buys why | why didn't [visitors convert] on S over the D | [conversion] is up and i'd love to take credit what caused it
[conv] tanked on the S D root cause`,
  'why first_sale_rate': `
[onboarding] is a joke why do [new sellers] not make a [first sale] | why do fewer newcomers sell anything now`,
  'why gmv': `
could you help me understand the decline in [revenue] D | do you know what caused S [turnover] to jump D | why r S down | explain the dip in [sales] D | why is [revenue] down somebody tell me
what happened to our [sales] D | um why did why did S drop so badly D [revenue] i mean | [revenue] down on S D explain | boss says [takings] jumped D well why`,
  'why late_delivery': `
which factors lie behind the deterioration of [on time delivery] | why is delivery falling apart in S | why so many [late parcels] in S | deliveries went sideways D what happened`,
  'why merchants_onboarded': `
why did [merchant sign] ups slow down D`,
  'why orders': `
please decompose the variance in S [orders] for D | wtf happend to S [orders] D | where did my [orders] go D | why were [orders] so soft D we had a push out | hey so why are [orders] up so much D is it bots
S [orders] dried up D any clue why`,
  'why refund_rate': `
whats driving the [refund] spike in fashoin | [refunds] doubled in S apparently reason | why do people [want] money [back] for S [orders] | [refunds] look weird in S D why | what made [refunds] go nuts D`,
  'why repurchase': `
for what reason did fewer [customers come back] in D | why aren't [customers returning to buy again] | why is our repeat rate slipping on S`,
  'why sessions': `
my director is asking why [visits] from S fell D | S [traffic] jumped D cause | why the drop in visitors D | our ad [visits] halved after the 12th how come | [traffic] on S fell off a cliff D how come`,
  'why stock_out': `
S [stockouts] up y | why can't S keep things in stock | why'd we run out of so much in S on D | why more things [out of stock] on S D | why are we suddenly out of so much S stuff`,
  'why units': `
why so few S sold [pieces] D | how come we shipped so few [pieces] in S D`,
}
