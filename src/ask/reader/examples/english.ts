import type { Asked } from './asked.ts'

/**
 * How people ask, with a bar between, by what is wanted: K is a KPI, S a segment, P a product, D a day or span, M a sum or a
 * change, A a group of customers, X an id, G a dimension. Our own words; the phrasings of the tests are not among them.
 */
export const ENGLISH_EXAMPLES: Readonly<Partial<Record<Asked, string>>> = {
  kpi: `
K S D | K D please | K S | what was K D | what's the K D | what's K D on S | what is our K S right now | how much K did we have D | how many K D on S
give me K of S for D | show K by G D | can you pull K for S over D | quick one: K D | where are we on K S D
could you send me K for D, my manager needs it for the meeting | I need K of S for a slide, D | K for S D, thanks | let me see K trend D | how did K develop over D
K D compared with the week before | compare K D with D | is K better on S or on S | what does K look like S D | how is K doing in S | did K go up D | has K changed on S D
was K higher D than usual | was D a good day for K | what share of K came from S D | K split by G D | break K down by G | which G has the best K | which G sold most D
who is top by K D | did S have a good D | how did S do D | how well is S selling D | how much did S make D | what did customers spend D on S | tell me K on S, D will do
remind me what K was D | was just asked about K in S D, what do I tell them | K level on S since D | can I have the figures for K D | number for K S D
any idea how high K was D | how far up is K compared to D | what percentage is K S D | is it true that K was so high D | fill me in on K D | status of K for S
K history S D | do you have K at hand for D | report K D S | so, K D? | how bad was K D | how good was K S D | what did we end up with in K D
what do we have for K so far D | what came in D | what did D bring us in K | I would like to know K on S of D | got K for S D? | just the K, D, nothing else
hi, what's K S D | please tell K of S D | the new one in my team asks how K was D on S | did more people come to S D | how many did we lose to K D | latest K S
K today vs D | K total D | K daily D | K average D S | do customers on S come back | are people sending things back on S | how often do customers on S buy again
do things arrive on time S`,
  why: `
why did K drop D | why is K so low on S | why K D | why has S been so weak D | why are K up D | how come K fell D | what happened to K D | what happened D with S
what caused the drop in K D | what is behind the rise of K on S | what is driving K on S D | what made K jump D | what pulled K down D
who or what is responsible for the fall of K D | explain K D | explain the dip of K on S | explain the spike in K D | help me understand K on S D | reason for K D
reasons for low K in S D | any reason K is down D | any idea why K crashed D | any clue what hit K D | root cause of K D | K is down M D, what is going on
K dropped D. what happened? | K on S fell off a cliff D, please look into it | K looks odd D. where does it come from? | K S was terrible D, whose fault is it
K is up a lot D, what do we owe it to | K doubled D, is that real and where from | S sells less D, explain | we lost K D, find out where | K tanked D - find the culprit
K broke D, dig in | K has been sliding since D, what is the story | K was so good D, what did we do right | so few K D, what is wrong | S had a bad D, what went wrong
S is bleeding, diagnose | I do not get why K is like this D | this K D makes no sense to me | can you find out what is wrong with K S | which part of S is dragging K down
which G is to blame for K D | where did the K go D | where did we lose K D | what changed D that K moved | drivers of K D | drivers behind K S D | decompose K D
decompose the change of K between D and D | break down the change in K D | what contributed to K D | what explains K D | was it K or K that hurt K D
is it price or mix that moved K D | factors behind K D | analyse the fall of K D | investigate K on S D | investigate the K drop D | walk me through what happened to K D
talk me through the K slump D | give me the story behind K D | get to the bottom of K S | K is through the roof D, how so | K is weird D. cause?
K went down D - due to what | what's up with K on S | what's wrong with K D | what is eating our K S | what is hurting K D | what went sideways with K D | who killed K D
what the hell happened to K D | wtf K D | boss wants an explanation for K D | the board will ask about the drop of K D, what do I say
my manager wonders about the fall in K D, give me the causes | how is it possible that K is that low D | how could K fall so much D | how did we get such a high K D
how did we manage such a good K D | how did that come about, K D | what did S do to get such K D | what lifted K D | what boosted S D | thanks to what did K rise D
credit for the good K D goes to whom | what is K suffering from S | what is responsible for K D | something is off with K D, check what
K on S collapsed around D, any theory | not sure what moved K D, can you tell | why do people abandon S D | why do customers send back so much D | why are parcels late D
why do merchants stay away D | why nobody buys on S D | did something break D? K is way down`,
  forecast: `
forecast K D | forecast K S for D | K forecast D | K outlook S | prediction of K for D | predict K on S D | projected K D | projection for K by D | expected K D
expectation for K on S D | estimate K for D | estimated K next D on S | what will K be D | what will S make D | what K can we expect D | what K should I plan with for D
what is K going to be D | what is K likely to look like D | what do you think K will be D | what do you expect for K D | how many K will we have D
how many K should we prepare for D | how many K are we heading for D | how many K are coming our way D | how much K are we going to make D | how much will we sell D
how much will S bring D | how high will K get D | how will K develop D | how will D go for S | how does K look for D | how does D look for K | how busy will it be D
will K recover D | will K go up D | will K improve on S D | will K exceed M D | will we reach K of M D | will we hit M by D | are we going to make M D
do we get to M in K by D | can we get K above M by D | can K still reach M D | is K going to rise D | is K likely to fall D | is K expected to go up D on S
where will K land D | where does K end up D | where is K heading | where is K going D | K next D on S | K until D, your best guess | K for D, what's your guess
best guess for K D | ballpark K for D | guess K D | what awaits us D in K | what lies ahead for K on S | what is coming D in K | trend of K for D ahead
looking ahead: K S D | plan for D: how many K | planning staff for D, how many K | warehouse wants to know K for D | finance needs K for D for the budget
budgeting D, need K of S | run rate K towards D | if K goes on like this, what is it D | at this pace what is K by D | if prices go up M, what happens to K D
if we cut prices by M what does K do | suppose everything is M cheaper, K D | what would K be with prices M | what would K look like D | what should K be D
chance that K is over M D | K expected to come in D | upcoming K D | anticipate K on S D | next D: K of S | tell me the future of K | do we have to worry about K D
should we brace for more K D | K D? any forecast`,
  price: `
price of P | price for P | what should P cost | what should we charge for P | best price for P | optimal price for P | which price earns most on P | is P too expensive
is P too cheap | is P priced right | are we asking too much for P | could P cost more | can I raise P by M | raise P by M | lower P by M | drop the price of P by M
reduce P to M | P at M | P M | P for M instead | put P at M, what happens | sell P for M, good idea | what if P cost M | what if we sell P for M
what happens if P goes to M | what happens to profit if P gets M | thinking about M for P | would M be a good price for P | would people still buy P at M
does P sell at M | how would P do at M | suppose P were M dearer | make P M cheaper, does it pay | try M off on P | discount P by M, worth it | mark P down M
should we discount P | how elastic is P | price elasticity of P | price suggestions for S | price recommendations S | what to reprice in S
which products in S are priced wrong | which products of S should cost more | which items should be cheaper in S | where do we leave money on the table in S
pricing for S | prices of S, do we need to change any | review prices of S | repricing S | margin of P at M | what profit does P bring at M
the competitor sells P at M, should we follow | P costs too much, customers say | P is not selling, cheaper? | undercut on P, go to M? | increase P a little, what then
how much can we ask for P | let us charge M for P | does it pay to make P cheaper`,
  restock: `
restock P | restock S | what has to be ordered for S D | what must be ordered for S | reorder P | should we reorder P | do we need to order more P
how many P should I order | how much P do we need | how much stock of P is left | how long does P last | how long will stock of P last | when does P run out
will P run out soon | will we run out of P | is P in stock | is P running low | is there enough P | do we have enough of P | stock of P | stock level of P
inventory of P | what to restock | what should we restock | what do we have to reorder | what needs restocking in S | which products run out soon
which products of S run out next | which items are low in S | what is running low | what is about to sell out in S | what do I have to buy for S | what to buy with M
what to order with M in S | top 5 to restock in S | top ten reorders | most urgent restocks | restock list for S under M | purchase list S
purchase order for S, M at most | shopping list for S, budget M | procurement plan for S | replenishment S | replenish P | refill P | stock up on P | stock up S before D
time to buy more P | I have M for S, what do I order | spend M on stock of S | supplier asks how many P we take | supplier of P is on the phone, how many
the buyer wants to know what to order for S | order quantity for P | how many units of P to buy | we need more P don't we | P almost gone? | get more P
empty shelves in S, what do we order | what should go on the next purchase order`,
  recommend: `
what goes with P | what goes well with P | what sells with P | what sells together on S | what is bought together with P | what do people buy with P
what else do buyers of P buy | people who bought P also bought | customers who buy P also take | frequently bought together with P | bundle for P | bundles for S
bundle ideas S | which products make a good bundle at S | which products fit together S | what can we bundle with P | combine P with what | pair P with something
add-on for P | accessories for P | cross-sell for P | upsell for P | similar to P | something like P | alternative to P | alternatives for P | what can replace P
substitute for P | instead of P, what do we offer | P is sold out, what can I offer | P is gone, which product instead | recommend something for A
recommend products to A | recommendations for A | recommendations for S | what should we recommend to A | what should we show A | what to offer A
what to offer A customers next | what might A like | what would A buy | what do A want | what could we suggest to A | products for A | which products for A
which items could win back A | next best offer for A | ideas what A might buy | suggest items to A | what could S add to its range | what goes in the basket next to P
if someone takes P what else | show me what belongs with P`,
  campaign: `
campaign report | campaign results | how did the last campaign do | how did the campaign go | how did X do | results of X | was the last campaign worth it
did the campaign pay off | did the campaign work | what did the last campaign bring | outcome of the last mailing | did the mailing bring anything
uplift of the campaign | did our coupons help | effect of the newsletter | plan a campaign for A with M and M per contact | plan a campaign for A
campaign for A, budget M, M each | win back A with M | win-back campaign for A budget M cost M | mail A, M in total, M per mail
send coupons to A, M per person, M overall | reach out to A with M | target A with M | write to A, budget M | write to all A customers, M a letter, M at most
set up a campaign for A | we have M for A, M per message | spend M on A, each contact costs M | email A for M each with M | reactivate A with M
text message to A, M apiece, M budget | who should we contact with M | is it worth writing to A | does a mailing to A pay with M each
I want to run a promotion for A with M | what do we get from contacting A at M each and M | postcards to A for M each, M all in | get A back, I have M`,
  experiment: `
how are the experiments | experiment status | how is X doing | status of X | X results | X verdict | is X significant | did X win | who won X | can we ship X | stop X?
roll out X? | outcome of X | which variant won in X | are any tests running | which tests are running | how do our tests do | a/b tests running now | ab test status
is the test done | when is the test done | how long must a test of K run | how long to test K with lift M | how many sessions for a test on K
how many visitors do we need to detect M in K | sample size for K | sample size for a test on K with M | plan an experiment on K | plan a test on K, base M, lift M
plan a/b test for K | test duration for K uplift of M | minimum detectable effect on K | design an experiment for K | what sample do I need to see M more K
power for K test | how big must the test be for K M | experiments | conclusion of X`,
  alerts: `
alerts | open alerts | any alerts | any alerts open | current alerts | what is wrong | what's wrong right now | is anything wrong | is anything broken
is something broken | is everything ok | is all well | everything fine? | everything under control | anything on fire | anything burning | what's burning | any problems
any issues today | any incidents | incidents | open incidents | what incidents do we have | is anything unusual | anything unusual D | anything odd happening
anything I should worry about | anything to worry about today | anything strange overnight | what went wrong overnight | who woke me up | why was I paged
why did the pager go off | why was I woken | what was that page about | I got paged, what is it | I'm on call, what do I have | what needs attention
what needs my attention now | what is still open | what is unresolved | anything unresolved | anything red | what is red | what alarms are going | alarms | anomalies
any anomalies D | show anomalies | what is out of the ordinary | things that are off right now | do we have fires | where does it hurt
good morning, anything I need to know | did something happen last night | what did I miss | list what is not resolved`,
  sources: `
sources | status of the sources | is the data fresh | is the data up to date | how fresh is the data | how old is the data | how current are these numbers
when was data last loaded | when did the last sync run | last sync | last import | did the sync work | did the import run | did all data arrive | has all data come in
is any data missing | is data missing | are any sources late | is any source down | which sources fail | which source is broken | why is there no data today
do we have the data of D | is data of D complete | are the numbers complete | can I trust the numbers | is the feed working | are the feeds ok | are feeds delayed
data quality | data freshness | rejected rows | how many rows were rejected | any rejected rows | connector status | is shopify connected | is the shop connected
state of the connectors | are the pipelines ok | data pipeline status | did the orders come through | is the lake up to date`,
  suggestions: `
actions | suggested actions | suggestions | open suggestions | what is not approved yet | what do you suggest | what do you suggest we do | what do you recommend we do
what should we do | what should I do today | what can I do | what is there to do | what's on my list | to-dos | my to-do list | what waits for me
what is waiting for approval | what waits for a decision | what needs approving | what do I have to approve | what can I approve | what is pending | pending approvals
pending price changes | open price changes | open restock suggestions | suggestions for prices | what did you propose | which proposals are open | what have we approved
what was approved D | which suggestions were approved | which suggestions did we reject | what did we skip | decided suggestions | did the suggestions help
did the suggestions work | did your advice pay off | what came of the suggestions | results of our decisions | outcome of the suggestions
effect of approved price changes | did the price changes work | how much did your suggestions bring | what have the restocks brought | suggestion X
show suggestion number 3 | open number 12 | details of suggestion 7 | what is suggestion 9 about | rules of the suggestions | which rules do suggestions follow`,
  explore: `
explore K | explore K over D | explore K by everything | explore the data of K | discoveries in K | what stands out in K | what stands out in K D
what is interesting in K | anything interesting in K | where does K differ most | which segments differ in K | which segments have unusual K | patterns in K
find patterns in K | look for patterns in K | insights on K | deep dive into K | surprise me with K | slice K every way | what should I know about K`,
  model: `
model | how good is the model | how accurate is the model | how reliable is the conversion model | is the model still good | can I trust the model
can I trust your predictions | how well does the model predict | how well calibrated is the model | model quality | model status | model card | model version
model history | which version of the model is live | which model do you use | when was the model trained | when was the model last retrained | has the model drifted
does the model need retraining | older versions of the model | who is likely to buy, how well do you know | accuracy of the purchase prediction
is the purchase model any good`,
  target: `
target | targets | what are our targets | our targets | target K D | K against target | K vs target D | K versus plan | how are we doing against target
how are we doing against plan | how do we stand against our targets | are we on target | are we on track | are we on track for D | are we on plan with K
are we on course for the target | are we ahead of plan | are we behind plan | are we behind target on K | how far are we from the target | how far from target is K
how much is missing to the target | what is missing to reach the goal D | what's the gap to target | gap to plan K | progress towards the target | progress on our goals
goal progress D | goals | do we reach the target | do we make the target D | will we make the target | will we hit the target D | will we meet our goal
will we reach our goals D | chances of hitting the target | how likely is it that we hit target | target attainment | pace to target | pacing against plan
are we pacing to plan | quota | did we hit the target D | did we reach the goal D | is the goal for K still reachable | what do we need a day to make the target
how much a day do we need for the target`,
  oncall: `
who is on call | who is on call right now | who is on call tonight | who is on call D | who's on call | who has the pager | who has the pager D | who holds the pager now
on call schedule | on-call rota | on call roster | who is on duty | who is on duty D | who is next on call | when am I on call | am I on call D | whose shift is it
whose turn is it D | until when is somebody on call | who takes over after me | who do I call at night`,
  help: `
help | what can you do | what can I ask | what can I ask you | how do I use this | how does this work | which commands are there | list commands | commands
show me the commands | what do you know | what are you for | who are you | how do I ask for K | are you there | are you alive | are you up | are you ok
status of the jobs | did the jobs run | when did the jobs run | bot status | your status | who did what | audit log | audit | who approved what`,
  none: `
how much profit did we make D | what was our margin D | margin on S | costs D | what did we spend on ads D | marketing spend D | how much did we spend on S D
what did we pay for S D | spend on S D | what does S cost us | how long do customers stay | average time on S | what do competitors sell D | ad spend S
return on ad spend | customer acquisition cost | customer lifetime value | how many followers do we have | how many likes did we get D | how many newsletter subscribers
open rate of the newsletter | click rate D | bounce rate D | carts that became orders D | abandoned carts D | add to cart rate S | which K and who has the pager
page views D | time on site S | how long do people stay on S | average session duration | which search terms bring most | top search terms | what do customers search for
reviews of P | star rating of P | what do customers say about S | complaints D | how many complaints D | tickets D | support tickets open
average response time of support | nps | satisfaction of customers | age of our customers | how old are our buyers | how many women buy S | gender split of K
K of new customers D | K of men D | K of customers over 60 | K without S | K except S | K excluding S | K not counting S D | K paid with paypal D | K by payment method
K on iphone D | K on mobile D | K by browser | K by city | K in Vienna D | K in France D | K in Munich | K from google D | K of the warehouse | K with a coupon D
K with free shipping | K by hour | K at noon | K per employee | K of size 42 | K of red shirts | K of competitors | what do competitors charge | market share of ours
how does the market do | how is amazon doing | headcount | how many employees do we have | who works D | who is on holiday D | who is the manager of S | phone number of S
address of S | email of the account manager | contact of S | contract of S | commission of S | bank account of S | invoice D | send an invoice to S | pay S
refund order 4711 | cancel order 1234 | where is my parcel | track parcel 9876 | delete P | delete all data | remove P from S | publish P | unlist P | hide S | block S
hire two people | book a flight to Berlin | book a table | order pizza | weather D | will it rain D | translate this | write an email to the team | write a poem
tell me a joke | sing a song | what time is it | who won the game | who is the president | what is the meaning of life | play music | remind me D | set a reminder for D
schedule a meeting D | invite everybody D | change my password | reset my password | log me out | my printer is broken | wifi is down | lunch D | where can I eat | thanks
thank you, great | ok | fine | good job | never mind | lol | see you D | please update the website | change the logo | upload the pictures | design a banner
how to cook rice | stock price of amazon | exchange rate of the dollar | bitcoin price | taxes D | vat D | how much tax do we owe D | salary of the team
rent of the warehouse | shipping costs D | courier costs D | which courier is best | how heavy are parcels | carbon footprint of deliveries | solve this equation
fix the bug | deploy the release | restart the server | server load D | uptime D`,
}
