/** What people typed in English, by what they meant; names, days and sums are signs, what named the KPI is in brackets. */
export const TYPED_ENGLISH: Readonly<Record<string, string>> = {
  alerts: `
anything burning | open incidents list | what should worry me D | list everything that is firing | what is red right now
anything i should know before i take over the pager | is there any open anomaly on the platform | stock warnings or other alarms D
are there any problems right now i should tell customers about | is something wrong D | alerts pls | smth on fire | was ist kaputt grad`,
  campaign: `
did the last mailing pay off | what [return] did our campaigns bring | was the money for campaigns well spent | campaign results | did the voucher action earn anything
did the newsletters bring money finance wants to know | campain results`,
  'campaign:plan': `
who should get a mail D | which customers are worth contacting now | next campaign target list | which customers deserve a voucher | to whom will we write next | who 2 mail
wen sollen wir anschreiben`,
  experiment: `
any a b tests live at the moment | which tests are running and do we have a winner | which experiments are live could one of them be breaking checkout
any price test going on | what tests are we doing on customers at the moment | ab tests live`,
  'experiment:plan': `
what could we test to get more [visitors to buy] | design me an experiment to lift [conversion] | propose an ab test for the funnel
what could be trialled to [convert] more people | any idea for a test so more [visitors order] | test idea [conversion]`,
  forecast: `
how many P will we need D | demand outlook P for D | how does D look | what's D going to look like | how will D turn out | P demand for D | how many P will sell over D P
P demand D | expected demand for P D | P [sales] D please | how many P P will customers want D | is S going to have a good D | what are the prospects for S in D | D outlook
P D | predicton S D D | P P demand D`,
  'forecast aov': `
will the [basket value] hold D`,
  'forecast cancel_rate': `
D please [cancellations] what's expected | will [cancellations] increase on D what do you expect`,
  'forecast conversion': `
can [conversion] be expected to pick up on D | is [conversion] supposed to recover D`,
  'forecast gmv': `
prediction for [sales] D | what will we make on D | outlook for D company level | where do we land at the end of D | do you expect S to recover D
give me a [revenue] projection for D | is a good D likely | S [sales] D your best guess | forecast [gmv] S D | S [revenue] on D projection | S [sales] ahead D
cash planning [revenue] for D | what do we think we will sell D in euros | liquidity forecast needs S [revenue] for D | could you look into the future and tell me D [sales]
D [revenue] estimate for the budget D | forecast [gmv] D | forecast [revenue] D | S [gmv] D | wird morgen besser [revenue] | eod D [gmv] where will it end`,
  'forecast late_delivery': `
projected [late rate] D | are there going to be a lot of [late parcels] around D D | [late rate] D forecast`,
  'forecast orders': `
how many [orders] should the warehouse brace for on D | plan for staffing [orders] per day D | will D be busy in [orders]
is S going to get more [orders] on the D that is coming | expected [order intake] for S D | load planning how many [orders] D | predict [orders] S D
what range do you expect for D [orders] | how many [orders] should customer service expect D | will it be busy at the D [orders] i mean | [orders] D est | D [orders] guess`,
  'forecast refund_rate': `
are [returns] going to climb after christmas | how many [refunds] will come in D as a rate`,
  'forecast sessions': `
how many [visits] should marketing count on this coming D | expected [sessions] on D for capacity | do we need to scale up D [visits] forecast
what would the S see in [traffic] D | D [sessions] estimate | projected load from S in D in [visits] | [sessions] cyber D expected`,
  'forecast stock_out': `
[stock outs] D how bad | how empty are the shelves going to be in S D`,
  'forecast units': `
expected [units] D | what do you think S will ship D [units] | give me an estimate of S volume for D | S volume D what are you expecting | how many [pieces] of S for D
i have to commit [quantities] for S D [units] | D [units]`,
  help: `
what can i type here | what are you able to do for me | list your commands | how do i use this thing | what kind of questions do you understand
what can you do i have never used you before | how do i ask you something properly | help | commands`,
  'help:status': `
bot are you up and running | are you healthy | is the bot process ok any errors on your side | hello are you there and working | you alive`,
  'kpi aov': `
[how big was the typical basket] D in euros | what does an average customer put in the [basket] when they order | give me the [ticket size] G | [basket value] S against S D
[order value] on S through the S shop D | [aov] looks off what does it read for D | median is useless give me the [average ticket] for S | what's [the basket worth] at S
[aov] S since first D | what did [people spend per order] on D | S [average order] S | what is the average [value of an order] roughly
customers spend how much per purchase in S | [aov] | D [aov] pls`,
  'kpi cancel_rate': `
[cancellations] at the D in percent | what portion of [orders got cancelled] on D | was the [cancel rate] higher in S or in S | which of the two marketplaces [cancels] more
a single figure [cancellations] for D | checking whether the deploy D hurt [cancel rate] for that day | [cancelled] share on S via S D | G has the worst [cancel rate]
[cancellations] in S while the promo ran D | we got lots of calls about [cancelled orders] D how high was the rate | accruals [cancellations] G in D | [cancels] D
[cancel rate] S`,
  'kpi conversion': `
[conversion] on S D | out of 100 visitors how many end up buying | has the [purchase rate] in the S been decent over D | bottom three regions for [conversion]
could you tell me how S [converted] D | [sessions] hm no [conversion] for S in D | [conversion] D tanked number for D pls | what % of S [sessions turned into an order] D
give me [conversion] split S S S | what's the success rate from [visit to purchase] in S | [conversion] of S after the weekend i e D
which department turns [visits] into [purchases] best | out of everyone who opens the S how many buy something | i was told [conversion] is important what's ours
[conversion] S D | [conv] S D`,
  'kpi first_sale_rate': `
which part of the fresh sellers already got a [first sale] | how quickly do no simply what percentage of newly signed [sellers sold something]
what is the [first sale rate] at the moment on S | is it normal that [new shops] don't sell what share of them has sold at least once | 1st sale rate`,
  'kpi gmv': `
morning what did D bring in | pls pull S [revenue] D | [sales] S D | D numbers [revenue] only | give me the headline number for D [revenue] please | how did we close D
i have the board in ten minutes [gmv] for D | [turnover] G D one table | G brings in more money these days | D [sales] | my cfo asks what D made D
so what was the result of D in euros S only | i'd like to compare the cities by [revenue] D | and the G by [turnover] D was who | S contribution to [revenue] D
what does S [turn over] in a month | was the D any good money please not [orders] | what did S do D [revenue] is enough | [top line] D | D [revenue] was what again
i want D [gross merchandise value] | just S and just S D [takings] | what was [gmv] D | S [gmv] D | [revenue] impact check what did we take in D in S | sell out value S D
how much did S [turn over] D | G by euros D | how did the brand side of S do [revenue] in D | [revenue] of S for S D | was the D sale worth it total [gmv] | [turnover] S S D
S or S who made more D | hi i am new here how much did the shop sell D | accounting needs [total revenue] for D please | for the quarterly closing i'd need S D [turnover]
i have no idea G is biggest for us by [revenue] | [how much money] did S make in the summer quarter D | please book check [gmv] D
invoice question what did S sell D in total | S settlement D [revenue] | finance here [revenue] D | the auditor asks for S [revenue] in D | [gmv] D | [revenue] D please
how mcuh [revenue] D | S [sales] D | S vs S [gmv] | D [revenue] | D D [gmv] | S S D [revenue] | G by [revenue] D | S [revenue] D`,
  'kpi late_delivery': `
share of [late deliveries] in S D | G ships late the most | how bad is the delay situation on S right now | i need the [late rate] of S D
what share of [deliveries missed the promised date] D | [late shipping] S D what percentage | three G when it comes to delays D
[delivery punctuality] in S how many come late | need [late deliveries] G for the postmortem D | [late delivery] D | S [delayed shipments] percentage D
[how late] do S arrive as a share | a customer complains about [late parcels] in S is that common there | where do [deliveries] arrive [late] most often G
percentage of [late parcels] for S products D | latest [delivery delays] S % | [late delivery] G | worst 3 cities late`,
  'kpi merchants_onboarded': `
how many [new sellers] came on board D | number of [merchants] who [joined] in D | [onboarded merchants] D up to now | hey how many [sellers signed up] D | [new sellers] D`,
  'kpi orders': `
[order] count for D please | [orders] D S | not S S [orders] D | volume on D a year ago as [orders] | D [orders] G | weekly [order] volume of S on S D that is
my shift starts now what was the [order intake] D for S | D [orders] | remind me D [order] total | did S sell more than 100 [orders] D | S [orders] D | [orders] on S D
baseline average daily just [orders] D | [orders] S D | how many [checkouts] went through D | no not [sessions] [orders] S D | peak day check D [orders]
how many [orders] came in during the outage day i e D | is anyone still buying through S [order] count D | S S [orders] D | i sell kids' stuff show S [orders] for D
[order] count of S through the S D | sorry if this is a silly question but how many [orders] do we get D say the last one
what was the [number of orders] on D i wasn't here yet | could i have the [order] numbers per day part or just G for D | is S a region here if so its [orders] D please
how many [orders] came via S D please | did more [people order] D than D | ordres D | how many [orders] D | S ordres D plz | [units] no wait [orders] D`,
  'kpi refund_rate': `
how often did customers [send] stuff [back] D | [return quota] for S S only D | show me [refunds] G | rank the categories by [returns] worst on top
are people returning too much what's the percentage for D | [refund] level of S at S D | pull the [refund ratio] for S D | [refunds] D D S
[return] percentage of S stuff in D | do [customers return] more on S than on S | [refund rate] of S in S please D | how many percent of our [orders] end as a [refund]
[refunds] for S D finance wants the ratio | G is [returned] most often asking for the support team | what would you say is our [refund] percentage on S D
G gets the most [money back] requested by customers | refnd rate S | [refund rate] D`,
  'kpi repurchase': `
do [customers] come back to [buy] a second time rate D | [how loyal are our buyers] i mean what share [orders again] | [repeat purchase] S D | kpi [repurchase] G please
what portion of S buyers come again | does a [customer] normally [come back] i'd like the percentage | rebuy % D`,
  'kpi sessions': `
[traffic] on the site D | [visits] G D | what was our reach D in [sessions] | how much of our [traffic] came through S on D | [sessions] D S only | [traffic] G for D
did tracking lose [visits] D show [visits] | visitor count S D | do we have more [sessions] D than we usually see | and D [traffic] G | D how many [visits] did we get
how many [shoppers looked at] S D | hello could someone tell me how many visitors came in D | and i also wasn't here D how many [visits] then
i think i need [sessions] for the S D | sesions D | [visits] D`,
  'kpi stock_out': `
[out of stock rate] G D | are we still running empty on S give me the number | S [stock outs] D | can you tell me how [much of the assortment] is [unavailable]
[stockouts] S vs S vs S | how often can't a [customer buy] because the [item] is [gone] | [stock out] metric current value | merchants sorted by [stock outs]
share of my S range that's [not available] | how often is S [out of stock] in S D | empties G who's the worst
how often are products [not available] when the customer wants them | customers in S say everything is [sold out] can i see the rate for S | [oos] S | [oos rate] merchants`,
  'kpi units': `
how many parcels' worth of [items left the shelves] D | how many things did we sell G D | [units] for S through the S D | how many [goods moved] D
the warehouse lead wants to know the D item volume for S | [orders] no sorry [units] for D | was D good in [units] | [units] in S for D please and thank you | [units] G on D
for the rca i need [units] of S D S | [items sold] D | [units sold] in S D | how many [pieces] of S went out D compared with D | G moves most [pieces] | [pieces] G D
volume in [pieces] on S for D | hmm what was the item count at S D | our seasonal line S [units] D D | [pieces] not euros S D
my trainer said to look up [items sold] on S D | how many S did we sell D the [pieces] | [units] S D`,
  merchant: `
tell me everything about S | what's the picture at S | dump all you have on S | supplier profile S | a caller asked about S what do we know about this merchant | S info`,
  merchants: `
our ten well our G please | G at the moment | could i get a list of the G | G shops`,
  'merchants:at-risk': `
merchants about to slip away list | risky merchants`,
  'merchants:breaching': `
G break the service agreement | sla violators G | G are not keeping their promises`,
  'merchants:falling': `
which partners are losing ground | merchants sinking`,
  'merchants:new': `
[new sellers] with interesting ranges show the newcomers | who are the [new merchants] i have to welcome them`,
  model: `
how wrong are your forecasts usually | how reliable is the forecast honestly | model accuracy backtest error | has the forecast model drifted
can i rely on the demand model for ordering | how sure are you when you predict things | do your predictions normally come true | forecast accuracy
can i trust your model lol`,
  none: `
how many pickers are on shift tonight | where is truck 14 | [units] of P D | and is that normal | [cancel rate] D and who's on call | what does dhl charge us per parcel
[orders] in S only but just the S ones | how many pallets fit into bay 3 | what do we pay the S team per month | what's our profit margin after tax | how is zalando doing
[revenue] of the P D | why is it like this | give me the [sales] for D and tell me G are at risk | should i fire the agency | D figures for D
are the numbers from there better | p99 latency of the checkout service | how many pods are running | is it still broken | restart the ingestion job
cart abandonment rate D | who is on call and what are [sessions] | error rate of the payments api since 2am | P [gmv] D | roll back that one
what's amazon asking for the same P | purchase price of P from the supplier | how much margin is on the P | should that one be cheaper
raise P and lower it at the same time M | when does the container from shanghai arrive | what's the dollar rate D | [returns] of the P
where's order 4471023 the customer is angry | how do i request vacation days | what's the wifi password | how much vat did we pay D | is it still happening
which of them was it again | how many [refunds] did P have | how many support tickets are open | what's [revenue] and also how do i reorder stock | cpc D | wetter morgen S
and there | why tho | P [revenue] D | lunch | same for the other one | [gmv] who oncall | [carts] abandoned D`,
  oncall: `
who do i ring if the feed dies tonight | who is responsible tonight if something breaks | who is carrying the pager | which human do i wake up | escalation contact now
name of the on call for this evening | who handles emergencies D | who do i call if something is broken tonight | someone told me there's a person on duty who is it D
oncall | who has on call`,
  price: `
is the P priced right | suppose we M the P | pricing hints for S | should we touch the price of the P | what happens to profit if the P P cost 199
would a cut of M on the P make sense | price of P M simulate | show price suggestions for S | can we get away with charging M for the P | what would the P sell at M
P test me a price of 179 | i am thinking of marking down the P M consequences | what's the right price for P | is anything in S priced too low
S keeps asking us what they should charge advice | price check S | knock 20 off the P in percent terms P then what
is P too expensive compared with what people are willing to pay | is 199 a good price for P what would happen | what does the system say about S prices | price P | P 189
what if M on P P | price S ok`,
  'price:all': `
any pricing advice on the table | which of our prices look wrong | where can i raise prices without losing customers | open price recommendations all of them`,
  recommend: `
what can we pack together with P | what would A pick up next | what would our best customers the A want next | ideas for winning over lapsed customers product wise
related [items] for P | what should A be shown | what do people buy along with the P | cross sell for the P P | which products appeal to A
suggestions for a bundle around the P | what are the lapsed folks likely to be tempted by | a [customer bought] the P what else can i offer her
what do i offer to a customer who's A | goes with P | recommendations 4 lapsed | A next buy`,
  restock: `
what must i reorder D | M most urgent replenishments | purchase list for S i have M | does the P need a new batch | what's S running low on that we should order
where must we put money into stock budget is M | which S do we have to buy in again before christmas | restock candidates M | P about to run out how many to order
do i need to buy more P P | order proposal for S | twenty products that will run out first | with M what's the smartest replenishment | S goods what needs topping up
we are short on cash only 1500 for S what goes on the po | have we enough P left or must i call the supplier | replenishment
what are the M articles i'd regret not ordering | which products need to be ordered again | is there anything from S we ought to reorder | restok list | restock M
M budget reorder | reorder S`,
  sources: `
how old is the data you are using | where does the stock number come from | can i trust these numbers where are they from | when was the data last refreshed
is the feed stale | last ingestion time of the tables | which system do the [orders] come out of | are prices in your data from D or older
where do you get all these numbers from | is this data from D or from D | for the audit trail data origin and timestamp please | data fresh | src of numbers`,
  suggestions: `
what suggestions are still open and who approved the others | what did we decide on the proposals of D | what got approved in the suggestions queue
which of my price proposals were accepted | what has been decided about the suggestions | what got decidd`,
  'suggestions:outcomes': `
did the things we accepted actually help | did our decisions pay off in the end | did the accepted fixes show an effect | the price changes we agreed to did they do any good
did it bring anything what was decided back then | did our decisions wrk`,
  target: `
are we on track for the D [order] goal | gap to goal on [late deliveries] | are we going to reach the [revenue] goal for D | how far behind plan are we
budget versus actual on [conversion] | status against the D [order] objective | S distance to its [sales] target | [orders] goal D current gap | S target D where are we
[aov] goal reached | where can i see if the [revenue] target is met | did we make the D [revenue] target | budget check how much is missing to the goals
is the [refund] goal still reachable D | target gap D | [orders] vs goal | target erreicht [revenue]`,
  'why aov': `
why is the [average order] shrinking | why the sudden bump in [aov] D | [basket] shrank D discounting or mix | what explains the smaller [baskets] in S
the [average order] went up and nobody can tell me why | [aov] fell because`,
  'why cancel_rate': `
reason for the spike in [cancellations] D | S [cancels] went through the roof why | what lies behind D [cancellations] | why's the [cancel rate] red for S
cause of [cancels] at S D | why are people [cancelling] on S | [cancels] up cause`,
  'why conversion': `
did something break D [conversion] looked terrible | what is dragging [conversion] down on S | investigate [conversion] dip D
is the checkout bug the reason S [conversion] is down | has the price change hurt S [conversion] i mean why did it fall | why does almost [nobody] from S end up [buying]
[conversion] ded on S reason | S [conversion] bad D expl pls`,
  'why first_sale_rate': `
why do so few [new merchants] make a [first sale]`,
  'why gmv': `
root cause of the [revenue] dip D | explain to me why D was so weak | [sales] are sliding what is the main driver | i need a storyline for the drop in S D
to what do we owe the strong D | we gained in S what did we do right there | S [turnover] collapsed D walk me through it | break down the change in [revenue] D for me
what moved [gmv] on S D | what broke D [sales] in S | why does [nobody buy] S on S any more | what pulled S up D | S is underperforming D tell me the reason
could you explain to a newbie why [sales] went down D | for my variance comment what caused D [revenue] to drop | what happened to S [sales] they were fine before
S sold so badly D did something go wrong | wy [gmv] down | why [revenue] D | what hapened w S D [sales] | S tanking how come`,
  'why late_delivery': `
what made [late deliveries] jump D | why are S parcels so slow all of a sudden | why did S get so late with everything | [late deliveries] alarm in S D who did it
customers keep calling about delays in S what's the reason | my team lead would like to know the cause of the [late parcels] D | hh late again why`,
  'why merchants_onboarded': `
[onboarding] of sellers has stalled reasons`,
  'why orders': `
what's behind fewer [orders] D | how come the S took fewer [orders] D | [order] numbers fell off D what was the trigger | [orders] up fine but what caused it D
alert fired on [orders] for S at 3am what caused it | contributors to the [order] decline D | any explanation for S S going down D in [orders]
i don't understand why [orders] were so high D | fluctuation analysis S [orders] D drivers | y did [orders] drop D | reason 4 S spike D [orders] | drop [orders] S reason`,
  'why refund_rate': `
so many [returns] in S where do they come from | dispatch says [returns] dropped in S how so | who or what is to blame for the [returns] in S
the [refund] graph looks like a hockey stick explanation | S [refunds] have doubled supplier problem | why do so many people [send back] S
how is it possible that [refunds] rose so much D | why viele [refund rate]`,
  'why repurchase': `
fewer [customers come back] because of what | reason S [customers] don't [reorder] | what might be the grounds for fewer [returning customers]`,
  'why sessions': `
the S has lost visitors how do you account for that | [sessions] fell off a cliff D root cause | how come S [traffic] doubled D
is there an explanation for fewer visitors on the S | S trafic M wtf`,
  'why stock_out': `
explain the [stock out] increase D | why is S constantly [sold out] | diagnose [stock out] spike S | why are we [out of stock] this often at S
i saw S [stock outs] explode where does that come from | people say S things are never in stock how did it come to this | S [oos] spike becuase of`,
  'why units': `
we shipped a lot fewer [units] for S any idea what happened | what drove item volume up on D | page says S [units] anomalous what's the story
S flew off the shelves D how come | why did fewer [pieces] go out on S D | drivers [units] D`,
}
