-- title: 从哪个门进来 | By which door
-- unit: 件，按登记月份和渠道 | Matters by month filed and channel
-- numerator: 从这个渠道收到的件数；其中已经答复的 | Matters that came by the channel; those replied to
-- denominator: 没有分母：渠道之间不比高低 | None: channels are not compared
-- left out: 限定知情的（如检举控告）；误导入后撤销的；当作历史导入的 | Matters confined to few (such as accusations); imports undone; matters brought in as history
-- known error: 窗口代录的电话和来信算在来的渠道，不算窗口；一个人先打电话又来窗口可能算两件 | What a clerk types for a caller counts for the way it came; somebody who calls and then comes may count twice
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    channel,
    COUNT(*) AS n,
    SUM(CASE WHEN replied_day > 0 THEN 1 ELSE 0 END) AS replied_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last
GROUP BY yyyymm, channel
ORDER BY yyyymm, channel
